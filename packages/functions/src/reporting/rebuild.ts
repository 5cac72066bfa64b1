import { Reporting } from "@securecart/core/reporting";

/** Fills the reports anew from the orders of the table. Called by a person, see docs/operations.md. */
export const handler = () => Reporting.rebuild();
