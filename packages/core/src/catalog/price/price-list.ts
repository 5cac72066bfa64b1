import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact, type Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { boardWithList, storedBoard } from "./board";
import { PriceListEntity } from "./price-list.entity";
import { ListTerms } from "./types";

export type PriceList = {
  listId: string;
  terms: ListTerms;
  isArchived: boolean;
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** States of a price list as the merchant sees them. */
export type ListStanding = "scheduled" | "active" | "ended" | "archived";

const mostListed = 500;
const tries = 6;

const Ref = z.object({ listId: Id.schema("priceList") });
const Seen = Ref.extend({ seen: z.int() });

/** Returns the state of a price list at a time. Pure. */
export function listStandingOf(
  { terms, isArchived }: Pick<PriceList, "terms" | "isArchived">,
  at: string,
): ListStanding {
  if (isArchived) return "archived";
  if (terms.startsAt && at < terms.startsAt) return "scheduled";
  return terms.endsAt && at >= terms.endsAt ? "ended" : "active";
}

/** Returns the price lists, the newest first, archived ones included. One request. */
export async function lists(): Promise<PriceList[]> {
  const { data } = await PriceListEntity.query.all({}).go({ order: "desc", limit: mostListed });
  return data;
}

/** Returns a price list, or null when it is unknown. One request. */
export const list = fn(Ref, async (ref): Promise<PriceList | null> => {
  const { data } = await PriceListEntity.get(ref).go({ consistent: true });
  return data;
});

/** Creates a price list. Throws `price.too_many_sales`, `price.busy`. */
export const createList = fn(Ref.extend({ terms: ListTerms }), ({ listId, terms }, also: Writes = {}) =>
  save(null, { listId, terms, isArchived: false }, also),
);

/** Changes a price list; carts have the new prices at once. Throws `price.list_changed`, `price.unknown_list`. */
export const changeList = fn(
  Seen.extend({ terms: ListTerms }),
  async ({ terms, ...ref }, also: Writes = {}) => {
    const before = await requireSeen(ref);
    await save(before, { ...before, terms }, also);
  },
);

/** Takes a price list out of use, or brings it back. Throws `price.list_changed`, `price.unknown_list`. */
export const archiveList = fn(
  Seen.extend({ isArchived: z.boolean() }),
  async ({ isArchived, ...ref }, also: Writes = {}) => {
    const before = await requireSeen(ref);
    await save(before, { ...before, isArchived }, also);
  },
);

async function requireSeen({ listId, seen }: z.output<typeof Seen>): Promise<PriceList> {
  const found = await list({ listId });
  if (!found) throw new DomainError("not_found", "price.unknown_list", "This price list does not exist.");
  if (found.version !== seen) throw changed();
  return found;
}

type Row = Pick<PriceList, "listId" | "terms" | "isArchived">;

/** Writes a price list and the board that prices follow from. No rendered page shows it: its prices are personal. */
async function save(before: PriceList | null, { listId, terms, isArchived }: Row, also: Writes) {
  const { startsAt, endsAt } = terms;
  if (endsAt && endsAt <= (startsAt ?? Clock.iso()))
    throw new DomainError(
      "input",
      "price.wrong_end",
      "The end must be in the future and after the start.",
      "endsAt",
    );
  for (let attempt = 1; attempt <= tries; attempt++) {
    const result = await transact({
      list: PriceListEntity.put({
        ...{ listId, terms, isArchived, version: before ? before.version + 1 : 1 },
        ...(before && { createdAt: before.createdAt }),
      }).where((at, { eq, notExists }) => (before ? eq(at.version, before.version) : notExists(at.listId))),
      board: boardWithList(await storedBoard(), { ...terms, listId }, !isArchived),
      ...also,
    });
    if (result.committed) return;
    if (result.refused !== "board") throw changed();
  }
  throw new DomainError("conflict", "price.busy", "Other prices are being saved. Please try again.");
}

const changed = () =>
  new DomainError(
    "conflict",
    "price.list_changed",
    "Another staff member has changed this price list meanwhile. Look at the saved values below, then save again to replace them with yours.",
  );
