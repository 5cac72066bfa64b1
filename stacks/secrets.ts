/** Secrets, set with `npx sst secret set <name> <value>`. A deployment fails without those that have no default. */
export const secrets = {
  StripeSecretKey: new sst.Secret("StripeSecretKey"),
  StripeWebhookSecret: new sst.Secret("StripeWebhookSecret"),
  /** Signs cookies and the links of orders. */
  LinkSecret: new sst.Secret("LinkSecret"),
  /** Signs revalidation requests to the storefront. */
  RevalidateSecret: new sst.Secret("RevalidateSecret"),
  /** "none": no sign-in with Google. */
  GoogleClientId: new sst.Secret("GoogleClientId", "none"),
  GoogleClientSecret: new sst.Secret("GoogleClientSecret", "none"),
  GoogleIssuer: new sst.Secret("GoogleIssuer", "https://accounts.google.com"),
  /** The shop's own VAT number: with it the EU's register issues proof of a consultation. "none": without proof. */
  SellerTaxId: new sst.Secret("SellerTaxId", "none"),
};
