import { z } from "zod";
import { Audit, type AuditRow } from "#platform/audit";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { Inventory } from "#sales/inventory";
import { Promotion } from "#sales/promotion";
import { factsIn, patchProduct, requireProduct } from "./product-patch";
import { Act, recorded } from "./recorded";

/** Time within which a change can be undone, in seconds. */
const undoSeconds = 3_600;

const Undo = Act.extend({ auditId: Id.schema("audit") });

/** Kinds of change that can be undone, by action, with the duty that it takes. */
const kinds = {
  "catalog.save_product": "catalog.edit",
  "catalog.bulk_edit": "catalog.edit",
  "catalog.bulk": "catalog.edit",
  "discount.pause": "discounts.edit",
  "discount.resume": "discounts.edit",
  "discount.archive": "discounts.edit",
  "discount.restore": "discounts.edit",
  "stock.count": "stock.adjust",
  "stock.adjust": "stock.adjust",
  "stock.receive": "stock.adjust",
} as const;

type Kind = keyof typeof kinds;

const isKind = (action: string): action is Kind => action in kinds;

/** Returns the duty that undoing a change takes, or null when it cannot be undone. One request. */
export const dutyToUndo = fn(z.object({ auditId: Id.schema("audit") }), async (ref) => {
  const row = await Audit.find(ref);
  return row && isKind(row.action) ? kinds[row.action] : null;
});

/**
 * Undoes a change of the same staff member by its audit row, within an hour, and records that. The same request again
 * undoes once. Returns the slugs of products whose pages changed. Throws `undo.not_possible`, `undo.too_late`, and
 * `undo.changed_since` when a value was changed again meanwhile; nothing is undone then.
 */
export const undo = fn(Undo, async ({ auditId, ...act }): Promise<{ slugs: string[] }> => {
  const row = await Audit.find({ auditId });
  if (row?.outcome !== "done" || row.actor !== act.actor || !isKind(row.action)) throw notPossible();
  if (Date.parse(row.at) < Clock.now() - undoSeconds * 1_000)
    throw new DomainError("conflict", "undo.too_late", "This change is too old to be undone here.");
  return undoRow(row, act);
});

async function undoRow(row: AuditRow, act: z.output<typeof Act>): Promise<{ slugs: string[] }> {
  switch (row.action) {
    case "catalog.bulk":
      return undoBulk(row, act);
    case "catalog.save_product":
    case "catalog.bulk_edit":
      return undoProduct(row, act);
    case "stock.count":
    case "stock.adjust":
    case "stock.receive":
      return undoStock(row, act);
    default:
      return undoDiscount(row, act);
  }
}

const undoAction = "catalog.undo";

const Texts = z.record(z.string(), z.string()).catch({});

/** Sets a product back to the values before. Refuses when one of them was changed again. */
async function undoProduct(row: AuditRow, act: z.output<typeof Act>) {
  const productId = row.subject.replace(/^product:/, "");
  const undone = Audit.idOf(undoAction, row.subject, act.requestId);
  if (await Audit.has({ auditId: undone })) return { slugs: [] }; // the same request was sent twice
  const [before, after] = [Texts.parse(row.before), Texts.parse(row.after)];
  if (row.before === undefined) throw notPossible(); // the product was created
  if (Object.keys(after).length === 0) return { slugs: [] };
  const stored = await requireProduct(productId);
  const now = factsIn(stored);
  const changed = Object.keys(after).find((name) => (now[name] ?? "") !== after[name]);
  if (changed) throw changedSince(`“${changed}” of ${stored.product.name}`);
  const note = `Undo of the change at ${row.at}`;
  const seen = stored.product.version ?? 0;
  const { slugs } = await patchProduct({
    ...{ ...act, productId, note, seen, set: before },
    action: undoAction,
  });
  return { slugs };
}

const Bulk = z.object({ rows: z.array(Id.schema("audit")) });

/** Undoes the changes of a bulk change one by one. Throws when some of them cannot be undone, after the others were. */
async function undoBulk(row: AuditRow, act: z.output<typeof Act>) {
  const { rows } = Bulk.parse(row.after);
  const slugs: string[] = [];
  const refused: string[] = [];
  for (const auditId of rows) {
    const one = await Audit.find({ auditId });
    if (!one) continue;
    try {
      slugs.push(...(await undoProduct(one, act)).slugs);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push(error.message);
    }
  }
  if (refused.length === 0) return { slugs };
  throw new DomainError(
    "conflict",
    "undo.partly",
    `${rows.length - refused.length} of ${rows.length} products are as before. ${refused[0]}`,
  );
}

/** Adds the opposite of a change of on hand, whatever was sold or counted since. */
async function undoStock(row: AuditRow, act: z.output<typeof Act>) {
  const OnHand = z.object({ onHand: z.number() });
  const by = OnHand.parse(row.before).onHand - OnHand.parse(row.after).onHand;
  if (by === 0) return { slugs: [] };
  await Inventory.adjust({
    sku: row.subject.replace(/^stock:/, ""),
    by,
    cause: Text.cut(`Undo: ${row.note ?? "change of stock"}`, 200),
    reference: `undo:${row.auditId}`,
    actor: act.actor,
  });
  return { slugs: [] };
}

/** Gives a discount the status that it had before. Refuses when the discount was changed again. */
async function undoDiscount(row: AuditRow, act: z.output<typeof Act>) {
  const code = row.subject.replace(/^discount:/, "");
  const look = async () => {
    const coupon = await Promotion.byCode({ code });
    return coupon ? Promotion.facts(coupon) : undefined;
  };
  const status = Promotion.Terms.shape.status.safeParse(row.before?.status);
  const after = row.after ?? {};
  await recorded(
    "discount.undo",
    { ...act, subject: row.subject, note: `Undo of ${row.action}` },
    look,
    async (also) => {
      const coupon = await Promotion.require(code);
      const now: Record<string, unknown> = await Promotion.facts(coupon);
      if (!status.success || Object.keys(after).length === 0) throw notPossible();
      if (Object.keys(after).some((name) => now[name] !== after[name])) throw changedSince(code);
      await Promotion.setStatusTo({ code, seen: coupon.version, status: status.data }, also);
    },
  );
  return { slugs: [] };
}

const notPossible = () =>
  new DomainError("conflict", "undo.not_possible", "This change cannot be undone here.");

const changedSince = (what: string) =>
  new DomainError(
    "conflict",
    "undo.changed_since",
    `${what} has been changed again since, so nothing was undone.`,
  );
