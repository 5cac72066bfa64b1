import { z } from "zod";

/** The browser that a request comes from, as throttling and the list of sessions know it. */
export const Browser = z.object({
  /** Its network address. */
  origin: z.string().max(100),
  /** What its owner knows it by. */
  device: z.string().max(200),
  /** Random bits of its own, when it has been here before. */
  known: z.string().max(100).optional(),
});

export type Browser = z.output<typeof Browser>;
