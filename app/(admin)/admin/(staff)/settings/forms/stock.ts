import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { Whole } from "#app/_lib/staff-action";
import { settingsForm } from "./form";

const shape = Settings.groups.stock.shape;

export const stock = settingsForm({
  group: "stock",
  title: "Low stock",
  intro: "When you are told that stock is low, and when shoppers are.",
  sections: [
    {
      title: "Low stock",
      fields: [
        {
          kind: "text",
          name: "lowAt",
          label: "Low from",
          inputMode: "numeric",
          maxLength: 2,
          required: true,
          hint: "A SKU with so many units or fewer for sale is listed as low, up to 20.",
        },
        {
          kind: "text",
          name: "leftFrom",
          label: "Show “Only 3 left” from",
          inputMode: "numeric",
          maxLength: 2,
          required: true,
          hint: "Shoppers see how many units are left from so many on. 0: never.",
        },
      ],
    },
  ],
  shape: z.object({
    lowAt: Whole("Enter a whole number.").pipe(shape.lowAt.unwrap()),
    leftFrom: Whole("Enter a whole number.").pipe(shape.leftFrom.unwrap()),
  }),
  toForm: ({ lowAt, leftFrom }) => ({ lowAt: `${lowAt}`, leftFrom: `${leftFrom}` }),
});
