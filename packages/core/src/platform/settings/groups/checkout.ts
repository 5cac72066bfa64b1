import { z } from "zod";
import { Money, type SaleCurrency, saleCurrencies } from "../../money";

const Least = Money.Amount.default(0);

/** Returns the field with the smallest order in a currency. */
export const minimumIn = (currency: SaleCurrency) => `minimum${currency}` as const;

const minimums = Object.fromEntries(saleCurrencies.map((currency) => [minimumIn(currency), Least])) as Record<
  ReturnType<typeof minimumIn>,
  typeof Least
>;

/** Most units of one item in a cart, whatever the merchant sets. */
export const mostOfOneItem = 99;

/** Rules of the checkout. */
export const checkout = z.object({
  /** True when shoppers can order without an account. */
  guests: z.boolean().default(true),
  phone: z.enum(["required", "optional", "hidden"], "Choose one.").default("optional"),
  /** Least price of the items of an order, before discounts, delivery and tax; 0: any. In minor units. */
  ...minimums,
  /** Most units of one item in an order. */
  mostOfOneItem: z
    .int("Enter a whole number.")
    .min(1, "Enter 1 or more.")
    .max(mostOfOneItem, `Enter at most ${mostOfOneItem}.`)
    .default(mostOfOneItem),
  /** Time to pay, in minutes, for which the stock is held. Stripe's pages live from 30 minutes to a day. */
  payMinutes: z
    .int("Enter a whole number of minutes.")
    .min(31, "Enter at least 31 minutes.")
    .max(1_380, "Enter at most 1380 minutes, which is 23 hours.")
    .default(31),
  /** Ways to pay, as shoppers are told near a button to buy; empty: nothing is told. */
  paymentText: z
    .string()
    .trim()
    .max(120, "Use at most 120 characters.")
    .regex(/^[^<>\p{Cc}]*$/u, "Write it in one line, without < and >.")
    .default("Pay by card: Visa, Mastercard, American Express and others"),
  /** Path of the page with the terms that shoppers must accept; empty: they need not. */
  termsPage: z
    .string()
    .trim()
    .max(200, "Use a shorter address.")
    .regex(/^(\/(?!\/)[^\s<>"\\]*)?$/, "Enter the address of a page of your shop, such as /pages/terms.")
    .default(""),
});
