import { Money, type SaleCurrency } from "@securecart/core/money";
import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { Whole } from "#app/_lib/staff-action";
import { settingsForm } from "./form";
import { Ticked, ticked } from "./ticked";

const shape = Settings.groups.checkout.shape;

/** Parses an amount that may be empty, which is 0. */
const Amount = (currency: SaleCurrency) =>
  z.string().transform((text, context) => {
    const amount = text.trim() === "" ? 0 : Money.minor(text, currency);
    if (amount !== null && amount <= Money.limit) return amount;
    context.addIssue({ code: "custom", message: "Enter an amount, such as 20.00." });
    return z.NEVER;
  });

const typed = (amount: number, currency: SaleCurrency) =>
  amount === 0 ? "" : Money.decimal(amount, currency);

export const checkout = settingsForm({
  group: "checkout",
  title: "Checkout",
  intro: "What shoppers must do to order. A change applies to orders that are not placed yet.",
  sections: [
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
      ],
    },
    {
      title: "Limits",
      fields: [
        {
          kind: "text",
          name: "minimumUSD",
          label: "Smallest order in USD",
          inputMode: "decimal",
          maxLength: 12,
          hint: "Price of the items, before discounts, delivery and tax. Empty: any.",
        },
        {
          kind: "text",
          name: "minimumEUR",
          label: "Smallest order in EUR",
          inputMode: "decimal",
          maxLength: 12,
        },
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
  shape: z.object({
    guests: Ticked,
    phone: shape.phone.unwrap(),
    termsPage: shape.termsPage.unwrap(),
    minimumUSD: Amount("USD"),
    minimumEUR: Amount("EUR"),
    mostOfOneItem: Whole("Enter a whole number.").pipe(shape.mostOfOneItem.unwrap()),
    payMinutes: Whole("Enter a whole number of minutes.").pipe(shape.payMinutes.unwrap()),
  }),
  toForm: ({ guests, phone, termsPage, minimumUSD, minimumEUR, mostOfOneItem, payMinutes }) => ({
    guests: ticked(guests),
    phone,
    termsPage,
    minimumUSD: typed(minimumUSD, "USD"),
    minimumEUR: typed(minimumEUR, "EUR"),
    mostOfOneItem: `${mostOfOneItem}`,
    payMinutes: `${payMinutes}`,
  }),
});
