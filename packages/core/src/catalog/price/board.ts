import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import type { Rounding } from "#platform/money";
import { BoardEntity } from "./board.entity";
import { isFor } from "./decide";
import { keptDays, stepsOf } from "./log";
import { ShownEntity } from "./shown.entity";
import { type Board, type BoardList, type BoardSale, emptyBoard, type Priced } from "./types";

const name = "shop";

/** Most characters of the board's row, which every cart reads: it would cost too much and cannot exceed 400 KB. */
const mostCharacters = 200_000;

/** Age of a board that lists are priced with, in seconds. */
const listSeconds = 2;

/** Returns the key of the row with all sales, to read it together with variants. */
export const boardKey = () => Dynamo.keyOf(BoardEntity.get({ board: name }));

/** Reads the sales among raw items; none when the row is not among them. */
export function boardOf(items: Record<string, unknown>[]): Board {
  for (const item of items) {
    if (Dynamo.entityOf(item) !== "priceboard") continue;
    const { data } = BoardEntity.parse({ Item: item });
    return { sales: data?.sales ?? [], lists: data?.lists ?? [], roundings: data?.roundings };
  }
  return emptyBoard;
}

/** Returns the sales as they are now. One request. */
export async function board(): Promise<Board> {
  return boardOf(await Dynamo.batchGet([boardKey()]));
}

/** Returns the sales, up to two seconds old. One request at most. */
export const recentBoard = (): Promise<Board> =>
  Cache.through({ key: "price:board", seconds: listSeconds, load: board });

/** Returns the board's row for a change of it: consistent. */
export async function storedBoard() {
  const { data } = await BoardEntity.get({ board: name }).go({ consistent: true });
  const { sales = [], lists = [], roundings = [], version = 0 } = data ?? {};
  return { sales, lists, roundings, version };
}

/**
 * Returns the write that puts a sale on the board, or takes it off. It is refused when the board changed. Sales that ended
 * more than 400 days ago leave it. Throws `price.too_many_sales`.
 */
export function boardWith(
  stored: Awaited<ReturnType<typeof storedBoard>>,
  sale: BoardSale,
  isListed: boolean,
) {
  const oldest = Clock.iso(-keptDays * 24 * 3600);
  const others = stored.sales.filter(
    ({ saleId, endsAt }) => saleId !== sale.saleId && (endsAt === undefined || endsAt > oldest),
  );
  return written(stored, { sales: isListed ? [...others, sale] : others });
}

/** Returns the write that puts a price list on the board, or takes it off. It is refused when the board changed. */
export function boardWithList(stored: Stored, list: BoardList, isListed: boolean) {
  const others = stored.lists.filter(({ listId }) => listId !== list.listId);
  return written(stored, { lists: isListed ? [...others, list] : others });
}

/**
 * Returns the write that changes the rounding of computed prices from now on; former prices keep theirs for 400 days. It is
 * refused when the board changed.
 */
export async function boardWithRounding(rounding: Rounding) {
  const stored = await storedBoard();
  const oldest = Clock.iso(-keptDays * 24 * 3600);
  const first = stored.roundings.findLastIndex(({ from }) => from <= oldest);
  const kept = stored.roundings.slice(Math.max(0, first));
  return written(stored, { roundings: [...kept, { from: Clock.iso(), rounding }] });
}

type Stored = Awaited<ReturnType<typeof storedBoard>>;

function written({ version, ...stored }: Stored, change: Partial<Omit<Stored, "version">>) {
  const next = { ...stored, ...change };
  if (JSON.stringify(next).length > mostCharacters)
    throw new DomainError(
      "conflict",
      "price.too_many_sales",
      "The sales of the last 400 days and the price lists name too many products. Name categories instead of single products, or archive price lists.",
    );
  return BoardEntity.put({ board: name, ...next, version: version + 1 }).where((at, { eq, notExists }) =>
    version === 0 ? notExists(at.board) : eq(at.version, version),
  );
}

/** Returns the sales that the public prices of these variants follow from, now and in the past; no price lists. Pure. */
export const boardFor = ({ sales, roundings }: Board, variants: Priced[]): Board => ({
  roundings,
  sales: sales.filter((sale) =>
    variants.some(
      (variant) =>
        stepsOf(variant).some(({ category }) => isFor(sale, variant, category)) || isFor(sale, variant),
    ),
  ),
});

/** Returns the times at which sales start or end after one time and up to another, in order. Pure. */
export function changesBetween({ sales }: Board, after: string, until: string): string[] {
  const times = sales.flatMap(({ startsAt, endsAt }) => [startsAt, ...(endsAt ? [endsAt] : [])]);
  return [...new Set(times)].filter((time) => time > after && time <= until).sort();
}

/** Returns the next time after `at` at which a price can change by itself; null when there is none. Pure. */
export const nextChange = (from: Board, at: string) => changesBetween(from, at, "9")[0] ?? null;

/** Returns the latest start or end of a sale that rendered pages show; empty when there was none. */
export async function shownUntil() {
  const { data } = await ShownEntity.get({ board: name }).go({ consistent: true });
  return data?.at ?? "";
}

/** Records that rendered pages show a start or end, unless they show a later one. */
export const markShown = (at: string) =>
  Dynamo.written(
    ShownEntity.put({ board: name, at })
      .where((row, { lt, notExists }) => `${notExists(row.at)} OR ${lt(row.at, at)}`)
      .go(),
  );
