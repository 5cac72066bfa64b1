import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { Whole } from "#app/_lib/staff-action";
import { settingsForm } from "./form";
import { Ticked, ticked } from "./ticked";

const shape = Settings.groups.reviews.shape;

export const reviews = settingsForm({
  group: "reviews",
  title: "Reviews",
  intro: "Whether customers are asked for reviews of what they bought, and when.",
  sections: [
    {
      title: "Email",
      fields: [
        {
          kind: "check",
          name: "ask",
          label: "Ask customers for reviews by email",
          hint: "Once for each order that was shipped and not fully refunded.",
        },
        {
          kind: "text",
          name: "afterDays",
          label: "Days after the order was shipped",
          inputMode: "numeric",
          maxLength: 2,
          required: true,
          hint: "From 1 to 90. A change applies to orders that are shipped from now on.",
        },
      ],
    },
  ],
  shape: z.object({
    ask: Ticked,
    afterDays: Whole("Enter a whole number of days.").pipe(shape.afterDays.unwrap()),
  }),
  toForm: ({ ask, afterDays }) => ({ ask: ticked(ask), afterDays: `${afterDays}` }),
});
