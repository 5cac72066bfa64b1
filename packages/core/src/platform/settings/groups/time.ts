import { z } from "zod";

/** Time zone of the shop. */
export const time = z.object({
  /** IANA name, such as "Europe/Berlin". */
  zone: z.string().refine(isZone, "Choose a time zone of the list, such as Europe/Berlin.").default("UTC"),
});

function isZone(zone: string) {
  return zone === "UTC" || Intl.supportedValuesOf("timeZone").includes(zone);
}
