import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { Event } from "#platform/event";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { boardWith, storedBoard } from "./board";
import { ScheduledSaleEntity } from "./scheduled-sale.entity";
import { SaleTerms } from "./types";

/** States of a sale as the merchant sees them. */
export const standings = ["scheduled", "running", "ended", "stopped"] as const;
export type Standing = (typeof standings)[number];

export type Sale = {
  saleId: string;
  terms: SaleTerms;
  stoppedAt?: string | undefined;
  isArchived: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** Most sales that the list shows. */
const mostListed = 500;

const tries = 6;

const Ref = z.object({ saleId: Id.schema("sale") });

/** Returns the state of a sale at a time. Pure. */
export function standingOf({ terms, stoppedAt }: Pick<Sale, "terms" | "stoppedAt">, at: string): Standing {
  if (stoppedAt) return "stopped";
  if (at < terms.startsAt) return "scheduled";
  return terms.endsAt !== undefined && at >= terms.endsAt ? "ended" : "running";
}

/** Lists sales, the newest first; archived ones only when asked for. One request. */
export const sales = fn(z.object({ isArchived: z.boolean().default(false) }), async ({ isArchived }) => {
  const { data } = await ScheduledSaleEntity.query.all({}).go({ order: "desc", limit: mostListed });
  return data.filter((sale): boolean => sale.isArchived === isArchived) satisfies Sale[];
});

/** Returns a sale, or null when it is unknown. One request. */
export const sale = fn(Ref, async (ref): Promise<Sale | null> => {
  const { data } = await ScheduledSaleEntity.get(ref).go({ consistent: true });
  return data;
});

const New = Ref.extend({ terms: SaleTerms });

/** Schedules a sale; a start in the past is now. Throws `price.sale_over`, `price.too_many_sales`, `price.busy`. */
export const createSale = fn(New, ({ saleId, terms }, also: Writes = {}) =>
  save(null, { saleId, terms: checked(terms), isArchived: false, version: 1 }, also),
);

const Seen = Ref.extend({
  /** Version that the staff member has seen; a newer one is not overwritten. */
  seen: z.int(),
});

/**
 * Changes a sale. Once it has begun, only its name and its end can change: former prices follow from the rest. Throws
 * `price.sale_changed`, `price.sale_running`, `price.sale_over`, `price.unknown_sale`.
 */
export const changeSale = fn(
  Seen.extend({ terms: SaleTerms }),
  async ({ terms, ...ref }, also: Writes = {}) => {
    const before = await requireSeen(ref);
    const standing = standingOf(before, Clock.iso());
    if (standing === "ended" || standing === "stopped") throw over();
    if (standing === "scheduled") return save(before, { ...before, terms: checked(terms) }, also);
    const { name: _name, endsAt: _end, ...fixed } = before.terms;
    const { name: _newName, endsAt: _newEnd, ...wanted } = terms;
    if (canonical(fixed) !== canonical(wanted))
      throw new DomainError(
        "conflict",
        "price.sale_running",
        "This sale has begun: only its name and its end can change. Stop it and create another one instead.",
      );
    await save(before, { ...before, terms: checked(terms, before.terms.startsAt) }, also);
  },
);

/**
 * Stops a sale now; one that has not begun never does. Throws `price.sale_changed`, `price.sale_over`,
 * `price.unknown_sale`.
 */
export const stopSale = fn(Seen, async (ref, also: Writes = {}) => {
  const before = await requireSeen(ref);
  const now = Clock.iso();
  const standing = standingOf(before, now);
  if (standing === "ended" || standing === "stopped") throw over();
  const terms = standing === "running" ? { ...before.terms, endsAt: now } : before.terms;
  await save(before, { ...before, terms, stoppedAt: now }, also);
});

const Members = Ref.extend({ members: z.array(z.string()) });

/** Sets the products of a sale's collections, as long as it has not begun. Returns whether they changed. */
export const setMembers = fn(Members, async ({ saleId, members }) => {
  const before = await sale({ saleId });
  if (!before || standingOf(before, Clock.iso()) !== "scheduled") return false;
  const { scope } = before.terms;
  if (canonical([...(scope.members ?? [])].sort()) === canonical([...members].sort())) return false;
  await save(before, { ...before, terms: { ...before.terms, scope: { ...scope, members } } }, {});
  return true;
});

const Archive = Seen.extend({ isArchived: z.boolean() });

/** Takes a sale that is over out of the list, or brings it back. Throws `price.sale_not_over`, `price.sale_changed`. */
export const archiveSale = fn(Archive, async ({ isArchived, ...ref }, also: Writes = {}) => {
  const before = await requireSeen(ref);
  if (["scheduled", "running"].includes(standingOf(before, Clock.iso())))
    throw new DomainError("conflict", "price.sale_not_over", "Stop this sale before you archive it.");
  await save(before, { ...before, isArchived }, also);
});

/** Returns the terms with their times in one format, which begin now when they would begin earlier. */
function checked(terms: SaleTerms, begun?: string): SaleTerms {
  const now = Clock.iso();
  const exact = (time: string) => new Date(time).toISOString();
  const startsAt = begun ?? (exact(terms.startsAt) < now ? now : exact(terms.startsAt));
  const { endsAt: end, ...rest } = terms;
  if (end === undefined) return { ...rest, startsAt };
  const endsAt = exact(end);
  if (endsAt <= startsAt || endsAt <= now)
    throw new DomainError(
      "input",
      "price.wrong_end",
      endsAt <= now ? "Choose an end in the future." : "The end must be after the start.",
      "endsAt",
    );
  return { ...rest, startsAt, endsAt };
}

async function requireSeen({ saleId, seen }: z.output<typeof Seen>): Promise<Sale> {
  const found = await sale({ saleId });
  if (!found) throw new DomainError("not_found", "price.unknown_sale", "This sale does not exist.");
  if (found.version !== seen) throw changed();
  return found;
}

type Row = Pick<Sale, "saleId" | "terms" | "stoppedAt" | "isArchived" | "version">;

/** Writes a sale and the board that prices follow from, with the event that shows it in the shop. */
async function save(before: Sale | null, row: Row, also: Writes) {
  const { saleId, terms, stoppedAt, isArchived } = row;
  const hasRun = stoppedAt === undefined || stoppedAt > terms.startsAt;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const stored = await storedBoard();
    const result = await transact({
      sale: ScheduledSaleEntity.put({
        ...{ saleId, terms, isArchived, version: before ? before.version + 1 : 1 },
        ...(stoppedAt && { stoppedAt }),
        ...(before && { createdAt: before.createdAt }),
      }).where((at, { eq, notExists }) => (before ? eq(at.version, before.version) : notExists(at.saleId))),
      board: boardWith(stored, { ...terms, saleId }, hasRun),
      event: Event.record("catalog.prices_changed", { cause: saleId }),
      ...also,
    });
    if (result.committed) return;
    if (result.refused !== "board") throw changed();
  }
  throw new DomainError("conflict", "price.busy", "Another sale is being saved. Please try again.");
}

const changed = () =>
  new DomainError(
    "conflict",
    "price.sale_changed",
    "Another staff member has changed this sale meanwhile. Compare the values and save again.",
  );

const over = () =>
  new DomainError("conflict", "price.sale_over", "This sale is over. Duplicate it to run it again.");

/** Writes a value as JSON with its names in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
