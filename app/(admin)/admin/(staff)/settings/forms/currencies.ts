import { Money, type Rounding, type SaleCurrency, saleCurrencies } from "@securecart/core/money";
import { z } from "zod";
import { settingsForm } from "./form";

/** Example of the roundings: a price in minor units, and the percentage off it. */
const example = { price: 1_990, percent: 15 };

const names: Record<Rounding, string> = {
  exact: "To the smallest unit",
  "0.05": "To 0.05",
  "0.10": "To 0.10",
  "0.50": "To 0.50",
  "1.00": "To 1.00",
  "10": "To 10",
  "100": "To 100",
  ".95": "Down to the next price ending in .95",
  ".99": "Down to the next price ending in .99",
};

const { price, percent } = example;

/** Returns the roundings in a shop with this currency, each with what it makes of the example. */
const roundingOptions = (currency: SaleCurrency) =>
  Money.roundingsFor(currency).map((rounding) => {
    const exact = Money.ratio(price, 100 - percent, 100);
    const amount = Money.rounded(exact, { rounding, currency, regular: price });
    return { value: rounding, label: `${names[rounding]}: ${Money.format(amount, currency)}` };
  });

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
  sections: ([main]) => [
    {
      title: "Currency",
      fields: [
        { kind: "select", name: "main", label: "Currency of the shop", options },
        {
          kind: "boxes",
          name: "others",
          label: "Further currencies of prices",
          options,
          hint: "Products then need a price in each of these, too, for the orders and reports of other systems. Shoppers see and pay the currency of the shop only. A new shop has the euro ticked: untick it unless you need it.",
        },
      ],
    },
    {
      title: "Rounding",
      hint: `For prices that the shop computes: sales and price lists in percent. Beside each choice is what ${percent}% off ${Money.format(price, main)} becomes. A price that would be rounded to zero, or up to the regular price, stays as it was computed. Discount codes take off exact amounts.`,
      fields: [
        { kind: "select", name: "rounding", label: "Round computed prices", options: roundingOptions(main) },
      ],
    },
  ],
  shape: z.object({ main: Money.SaleCurrency, others: Ticked, rounding: z.enum(Money.roundings) }),
  toForm: ({ main, others, rounding }) => ({ main, others: others.join("\n"), rounding }),
});
