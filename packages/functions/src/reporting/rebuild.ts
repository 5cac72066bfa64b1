import { Reporting } from "@securecart/core/reporting";

/** Rebuilds the reports from the orders of the table. A person calls it, see docs/operations.md. */
export const handler = () => Reporting.rebuild();
