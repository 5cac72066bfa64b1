/** Where the register of VAT numbers answers on the gateway; below it the paths are those of the EU's VIES. */
export const viesPath = "/vies/rest-api";
