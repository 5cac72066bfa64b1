import type { z } from "zod";
import { brand } from "./groups/brand";
import { checkout } from "./groups/checkout";
import { currencies } from "./groups/currencies";
import { emails } from "./groups/emails";
import { identity } from "./groups/identity";
import { orders } from "./groups/orders";
import { policies } from "./groups/policies";
import { returns } from "./groups/returns";
import { reviews } from "./groups/reviews";
import { shipping } from "./groups/shipping";
import { stock } from "./groups/stock";
import { taxes } from "./groups/taxes";
import { time } from "./groups/time";

/**
 * Settings that a merchant can change, one file for each group. Every field has a default, so that a new shop needs no row
 * and a new field no migration.
 */
export const groups = {
  identity,
  brand,
  time,
  currencies,
  checkout,
  orders,
  returns,
  reviews,
  stock,
  shipping,
  taxes,
  emails,
  policies,
} as const;

export type Group = keyof typeof groups;
export type Values<Name extends Group> = z.output<(typeof groups)[Name]>;

export const groupNames = Object.keys(groups) as Group[];

/** Returns the values of a group with the defaults of missing fields. Throws a ZodError for bad values. */
export const parse = <Name extends Group>(group: Name, value: unknown) =>
  groups[group].parse(value) as Values<Name>;
