/** Base path of the VAT number register on the gateway. The paths below it are those of the EU's VIES. */
export const viesPath = "/vies/rest-api";
