import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { AutomaticListEntity } from "./automatic-list.entity";
import type { Usage } from "./fit";
import { isAutomatic, type Terms, withDefaults } from "./terms";
import { keys, usageIn } from "./usage";

/** Most automatic discounts in use, ended ones not counted: all of them are read with every cart. */
export const mostAutomatic = 20;

/** Largest list, in characters: a row of the table has at most 400 kB. */
const mostCharacters = 200_000;

/** Automatic discount in use, with the version of its terms. */
export type Automatic = { terms: Terms; version: number };

/** Automatic discount, and its uses; they are 0 when it has no limits. */
export type Candidate = Automatic & { usage: Usage };

type Who = { email?: string | undefined; orderId?: string | undefined };

/** Codes of the automatic discounts with limits that the last cart met: their uses are read together with the list. */
let limited: string[] = [];

/**
 * Returns how to read the automatic discounts in use: keys to read together with other rows, at most `room`, and a function
 * that reads them from the raw items. It makes a request of its own only when a limit is new to this process. The use by
 * the cart's own open order does not count.
 */
export function automatics(who: Who, room: number) {
  const early = limited.slice(0, Math.max(0, Math.floor((room - 1) / 3)));
  const keysOf = (codes: string[]) => codes.flatMap((code) => keys({ code, ...who }));
  const read = async (
    items: Record<string, unknown>[],
    { isOpen }: { isOpen: boolean },
  ): Promise<Candidate[]> => {
    const found = listIn(items);
    limited = found.filter(({ terms }) => isLimited(terms)).map(({ terms }) => terms.code);
    const late = limited.filter((code) => !early.includes(code));
    const all = late.length > 0 ? [...items, ...(await Dynamo.batchGet(keysOf(late)))] : items;
    const counting = { email: who.email, ...(isOpen && { orderId: who.orderId }) };
    return found.map(({ terms, version }) => ({
      terms,
      version,
      usage: isLimited(terms) ? usageIn(all, { code: terms.code, ...counting }) : unused,
    }));
  };
  return { keys: [Dynamo.keyOf(AutomaticListEntity.get({})), ...keysOf(early)], read };
}

/** Returns the automatic discounts in use. One request. */
export async function automaticsInUse(): Promise<Automatic[]> {
  return (await stored()).discounts;
}

/**
 * Returns the write that keeps the list of automatic discounts in step with new terms; none for a code. It is refused when
 * another discount was changed meanwhile. Throws `promotion.too_many_automatic`.
 */
export async function inUse(terms: Terms, version: number) {
  const { code, status } = terms;
  if (!isAutomatic(code)) return undefined;
  const { version: before, discounts } = await stored();
  const others = discounts.filter((one) => one.terms.code !== code);
  const next = status === "active" ? [...others, { terms, version }] : others;
  if (status === "active") refuseTooMany(others, next);
  return AutomaticListEntity.put({ version: before + 1, discounts: next }).where((at, { eq, notExists }) =>
    before === 0 ? notExists(at.version) : eq(at.version, before),
  );
}

function refuseTooMany(others: Automatic[], next: Automatic[]) {
  const now = Clock.now();
  const running = others.filter(({ terms: { endsAt } }) => !endsAt || Date.parse(endsAt) > now);
  if (running.length < mostAutomatic && JSON.stringify(next).length <= mostCharacters) return;
  throw new DomainError(
    "conflict",
    "promotion.too_many_automatic",
    `A shop has ${mostAutomatic} automatic discounts in use at most. Pause or archive one first.`,
  );
}

async function stored() {
  const { data } = await AutomaticListEntity.get({}).go({ consistent: true });
  return { version: data?.version ?? 0, discounts: (data?.discounts ?? []).map(complete) };
}

function listIn(items: Record<string, unknown>[]): Automatic[] {
  const item = items.find((one) => Dynamo.entityOf(one) === "automaticdiscounts");
  const row = item && AutomaticListEntity.parse({ Item: item }).data;
  return (row?.discounts ?? []).map(complete);
}

const complete = ({ terms, version }: Automatic) => ({ terms: withDefaults(terms), version });

const isLimited = ({ limit, perCustomer }: Terms) => limit !== undefined || perCustomer !== undefined;

const unused: Usage = { used: 0, usedByCustomer: 0 };
