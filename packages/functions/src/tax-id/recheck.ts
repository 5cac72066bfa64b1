import { TaxRecheck } from "@securecart/core/tax-recheck";

/** Checks the tax IDs again that could not be checked when their orders were placed. Refunds the tax of confirmed ones. */
export const handler = () => TaxRecheck.sweep();
