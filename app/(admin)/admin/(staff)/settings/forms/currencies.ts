import { Money, saleCurrencies } from "@securecart/core/money";
import { z } from "zod";
import { settingsForm } from "./form";

const options = saleCurrencies.map((value) => ({ value, label: `${Money.nameOf(value)} (${value})` }));

/** Parses the ticked currencies: nothing, one, or a list. */
const Ticked = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((sent) => [sent].flat())
  .pipe(z.array(Money.SaleCurrency));

export const currencies = settingsForm({
  group: "currencies",
  title: "Currency",
  intro:
    "The currency in which shoppers see prices and pay. Choose it before you add the first product: it cannot be changed later.",
  sections: [
    {
      title: "Currency",
      fields: [
        { kind: "select", name: "main", label: "Currency of the shop", options },
        {
          kind: "boxes",
          name: "others",
          label: "Further currencies of prices",
          options,
          hint: "Products then need a price in each of these, too, for the orders and reports of other systems. Shoppers see and pay the currency of the shop only.",
        },
      ],
    },
  ],
  shape: z.object({ main: Money.SaleCurrency, others: Ticked }),
  toForm: ({ main, others }) => ({ main, others: others.join("\n") }),
});
