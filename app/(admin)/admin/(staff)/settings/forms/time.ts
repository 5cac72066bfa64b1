import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { settingsForm } from "./form";

const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

export const time = settingsForm({
  group: "time",
  title: "Time zone",
  intro:
    "Times in the admin are shown in this time zone, and the start and end of sales and discounts are entered in it.",
  sections: [
    {
      title: "Time zone",
      fields: [
        {
          kind: "select",
          name: "zone",
          label: "Time zone",
          hint: "Choose the nearest city. Daylight saving time is taken into account.",
          options: zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
        },
      ],
    },
  ],
  shape: z.object({ zone: Settings.groups.time.shape.zone.unwrap() }),
  toForm: ({ zone }) => ({ zone }),
});
