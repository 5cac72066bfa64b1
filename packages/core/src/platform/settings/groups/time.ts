import { z } from "zod";
import { Zone } from "../../zone";

/** Time zone of the shop. */
export const time = z.object({
  /** IANA name, such as "Europe/Berlin". */
  zone: z
    .string()
    .refine(Zone.isZone, "Choose a time zone of the list, such as Europe/Berlin.")
    .default("UTC"),
});
