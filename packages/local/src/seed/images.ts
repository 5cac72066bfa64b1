import { availableParallelism } from "node:os";
import { Storage } from "@securecart/core/storage";
import { inParallel } from "./chance";
import { type Board, type Rendition, render, WIDTHS } from "./render";
import { icon } from "./site";

const FOREVER = "public, max-age=31536000, immutable";
const A_DAY = "public, max-age=86400";

/**
 * Draws and stores all boards, with `resume` only the missing ones; returns how many it drew. The largest file is
 * stored last, so its existence proves that the others exist.
 */
export async function drawAll(boards: readonly Board[], { resume }: { resume: boolean }) {
  let drawn = 0;
  await inParallel(boards, availableParallelism() + 1, async (board) => {
    if (resume && (await Storage.has({ bucket: "images", key: `${board.key}-${WIDTHS[0]}.webp` }))) return;
    const [largest, ...others] = await render(board);
    await Promise.all(others.map(store));
    if (largest) await store(largest);
    drawn += 1;
  });
  return drawn;
}

const store = ({ key, body }: Rendition) =>
  Storage.put({ bucket: "images", key, body, contentType: "image/webp", cacheControl: FOREVER });

/** Stores the shop's icon. */
export const drawSite = () =>
  Storage.put({
    ...{ bucket: "images", key: "site/icon.svg", body: icon },
    ...{ contentType: "image/svg+xml", cacheControl: A_DAY },
  });
