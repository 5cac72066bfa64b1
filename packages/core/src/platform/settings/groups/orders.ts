import { z } from "zod";

const part = z
  .string()
  .trim()
  .max(12, "Use at most 12 characters.")
  .regex(/^[A-Za-z0-9#/_-]*$/, "Use letters A to Z, digits and # / _ -.");

/** Format of the numbers of new orders. Orders keep the number that they have. */
export const orders = z.object({
  prefix: part.default("SC-"),
  suffix: part.default(""),
  /** "letters": eight letters and digits that tell nothing about the shop. "counted": 1001, 1002, with gaps. */
  style: z.enum(["letters", "counted"], "Choose one.").default("letters"),
  /** Least digits of a counted number, filled with zeros. */
  digits: z.int("Enter a whole number.").min(1, "Enter 1 or more.").max(10, "Enter at most 10.").default(4),
});
