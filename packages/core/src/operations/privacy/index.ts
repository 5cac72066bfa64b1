import { z } from "zod";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { rowOf } from "./erase";

export { isGenuine, open, token } from "./certificate";
export { advanceErasure, beginErasure, digestOf, sweepErasures } from "./erase";
export { exportAll } from "./export";
export * as Privacy from "./index";

/** Returns the progress of an erasure, with its certificate once it is done, or null when there is none. */
export const erasure = fn(z.object({ erasureId: Id.schema("erasure") }), async ({ erasureId }) => {
  const row = await rowOf(erasureId);
  return row && { state: row.state, startedAt: row.startedAt, certificate: row.certificate ?? null };
});
