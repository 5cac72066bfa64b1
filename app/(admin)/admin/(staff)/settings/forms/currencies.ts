import { saleCurrencies } from "@securecart/core/money";
import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { settingsForm } from "./form";
import { Ticked, ticked } from "./ticked";

const names = { USD: "US dollar (USD)", EUR: "Euro (EUR)" };

export const currencies = settingsForm({
  group: "currencies",
  title: "Currency",
  intro:
    "The currency in which shoppers see prices and pay. Choose it before you add products: each product has its prices in it.",
  sections: [
    {
      title: "Currency",
      fields: [
        {
          kind: "select",
          name: "main",
          label: "Currency of the shop",
          options: saleCurrencies.map((value) => ({ value, label: names[value] })),
        },
        {
          kind: "check",
          name: "others",
          label: "Products also need a price in the other currency",
          hint: "For the orders and reports of other systems. Shoppers see one currency only.",
        },
      ],
    },
  ],
  shape: z.object({ main: Settings.groups.currencies.shape.main.unwrap(), others: Ticked }),
  toForm: ({ main, others }) => ({ main, others: ticked(others) }),
});
