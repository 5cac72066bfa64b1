import { checkout } from "./checkout";
import { currencies } from "./currencies";
import type { SettingsForm } from "./form";
import { identity } from "./identity";
import { orders } from "./orders";
import { policies } from "./policies";
import { returns } from "./returns";
import { reviews } from "./reviews";
import { stock } from "./stock";
import { time } from "./time";

/** Groups whose page is the common form. Others have a folder of their own beside `[group]`. */
const forms: SettingsForm[] = [
  identity,
  time,
  currencies,
  checkout,
  orders,
  returns,
  reviews,
  stock,
  policies,
];

/** Returns the form of a group, or undefined when there is none of this name. */
export const formOf = (group: string) => forms.find((form) => form.group === group);
