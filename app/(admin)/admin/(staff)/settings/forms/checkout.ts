import { Money, saleCurrencies } from "@securecart/core/money";
import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { Whole } from "#app/_lib/staff-action";
import { settingsForm } from "./form";
import { Ticked, ticked } from "./ticked";

const shape = Settings.groups.checkout.shape;

const { minimumIn } = Settings;

type Minimums = Partial<Record<ReturnType<typeof minimumIn>, number>>;

/** Parses the smallest orders: an empty amount is 0, and one without a field stays as it is. */
const Minimums = z.looseObject({}).transform((sent, context) => {
  const found: Minimums = {};
  for (const currency of saleCurrencies) {
    const name = minimumIn(currency);
    const { success, data: text } = z.string().trim().safeParse(sent[name]);
    if (!success) continue;
    const amount = text === "" ? 0 : Money.minor(text, currency);
    if (amount !== null && amount <= Money.limit) found[name] = amount;
    else
      context.addIssue({
        code: "custom",
        path: [name],
        message: `Enter an amount, such as ${Money.decimal(2000, currency)}.`,
      });
  }
  return found;
});

export const checkout = settingsForm({
  group: "checkout",
  title: "Checkout",
  intro: "What shoppers must do to order. A change applies to orders that are not placed yet.",
  sections: (currencies) => [
    {
      title: "Customers",
      fields: [
        {
          kind: "check",
          name: "guests",
          label: "Shoppers can order without an account",
          hint: "Otherwise they sign in or create an account before the checkout.",
        },
        {
          kind: "choice",
          name: "phone",
          label: "Phone number",
          options: [
            {
              value: "optional",
              label: "Optional",
              hint: "Customers who enter one can ask for an SMS when it ships.",
            },
            { value: "required", label: "Required", hint: "For carriers that call before they deliver." },
            { value: "hidden", label: "Not asked for", hint: "There is no SMS then." },
          ],
        },
        {
          kind: "text",
          name: "termsPage",
          label: "Page with the terms",
          maxLength: 200,
          hint: "Such as /pages/terms. Shoppers must then tick a box that they accept them. Empty: no box.",
        },
        {
          kind: "text",
          name: "paymentText",
          label: "Ways to pay",
          maxLength: 120,
          hint: "Shown near the buttons to buy. Name what you have switched on at Stripe. Empty: not shown.",
        },
      ],
    },
    {
      title: "Limits",
      fields: [
        ...currencies.map((currency, i) => ({
          kind: "text" as const,
          name: minimumIn(currency),
          label: `Smallest order in ${currency}`,
          inputMode: "decimal" as const,
          maxLength: 12,
          ...(i === 0 && { hint: "Price of the items, before discounts, delivery and tax. Empty: any." }),
        })),
        {
          kind: "text",
          name: "mostOfOneItem",
          label: "Most of one item",
          inputMode: "numeric",
          maxLength: 2,
          required: true,
          hint: "In one order, up to 99.",
        },
        {
          kind: "text",
          name: "payMinutes",
          label: "Minutes to pay",
          inputMode: "numeric",
          maxLength: 4,
          required: true,
          hint: "Items are held for so long while a customer pays, from 31 to 1380. The payment page then closes and the items are for sale again.",
        },
      ],
    },
  ],
  shape: z.intersection(
    Minimums,
    z.object({
      guests: Ticked,
      phone: shape.phone.unwrap(),
      termsPage: shape.termsPage.unwrap(),
      paymentText: shape.paymentText.unwrap(),
      mostOfOneItem: Whole("Enter a whole number.").pipe(shape.mostOfOneItem.unwrap()),
      payMinutes: Whole("Enter a whole number of minutes.").pipe(shape.payMinutes.unwrap()),
    }),
  ),
  toForm: ({ guests, phone, termsPage, paymentText, mostOfOneItem, payMinutes, ...minimums }) => ({
    guests: ticked(guests),
    phone,
    termsPage,
    paymentText,
    ...Money.typed(
      "minimum",
      Money.amountsFor(saleCurrencies, (currency) => minimums[minimumIn(currency)] || null),
    ),
    mostOfOneItem: `${mostOfOneItem}`,
    payMinutes: `${payMinutes}`,
  }),
});
