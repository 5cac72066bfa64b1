import { Merchandising } from "@securecart/core/merchandising";

/** Shows each start and end of a sale at its moment on the pages that were rendered before. */
export const handler = () => Merchandising.publishPrices();
