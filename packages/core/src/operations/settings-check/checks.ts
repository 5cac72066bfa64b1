import type { All } from "#platform/settings";
import { deliveryAndTax } from "./checks/delivery-and-tax";
import { sellerIsNamed } from "./checks/identity";
import { returnsByLaw } from "./checks/returns";

/** Something about the settings that does not fit together. */
export type Problem = {
  /** A refusal is not saved; a warning is shown until it is resolved. */
  level: "warning" | "refusal";
  /** Sentences that say what is wrong and what to do. */
  message: string;
  /** Pages of the admin on which the warning is shown, such as "/admin/settings/returns"; the first one fixes it. */
  pages: string[];
};

/** Looks at all settings together. A check that needs other rows reads them itself, in one request if it can. */
export type Check = (settings: All) => Problem[] | Promise<Problem[]>;

/** Checks of the settings, each in a file of its own in `checks/`. */
export const checks: Check[] = [sellerIsNamed, returnsByLaw, deliveryAndTax];
