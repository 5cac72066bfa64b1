import { z } from "zod";

/** Browser of a request, for the rate limit and the list of sessions. */
export const Browser = z.object({
  /** Network address. */
  origin: z.string().max(100),
  /** Label for its owner, such as "Firefox on Linux". */
  device: z.string().max(200),
  /** Random id of a browser that has signed in before. */
  known: z.string().max(100).optional(),
});

export type Browser = z.output<typeof Browser>;
