import { z } from "zod";

/** Parses a checkbox: browsers send "on" for a ticked one and nothing for an empty one. */
export const Ticked = z
  .literal("on")
  .optional()
  .transform((sent) => sent === "on");

/** Returns the value of a checkbox in a form. */
export const ticked = (isTicked: boolean) => (isTicked ? "on" : "");
