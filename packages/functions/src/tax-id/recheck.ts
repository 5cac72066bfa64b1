import { TaxRecheck } from "@securecart/core/tax-recheck";

/** Checks tax IDs again that could not be checked when their orders were placed, and refunds the tax of those confirmed. */
export const handler = () => TaxRecheck.sweep();
