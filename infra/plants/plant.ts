import type { Promised } from "../checks";

/** A mistake: one exact piece of one file, what stands there instead, which promise breaks, and what is said of it. */
export type Plant = { file: string; from: string; to: string; breaks: Promised; says: RegExp };
