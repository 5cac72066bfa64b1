/** What is known to the shop alone: `npx sst secret set <name> <value>`. Nothing starts without them. */
export const secrets = {
  StripeSecretKey: new sst.Secret("StripeSecretKey"),
  StripeWebhookSecret: new sst.Secret("StripeWebhookSecret"),
  /** Signs cookies and the links of orders. */
  LinkSecret: new sst.Secret("LinkSecret"),
  /** Signs what tells the storefront to render anew. */
  RevalidateSecret: new sst.Secret("RevalidateSecret"),
  /** "none": nobody comes by Google. */
  GoogleClientId: new sst.Secret("GoogleClientId", "none"),
  GoogleClientSecret: new sst.Secret("GoogleClientSecret", "none"),
  GoogleIssuer: new sst.Secret("GoogleIssuer", "https://accounts.google.com"),
  /** The shop's own VAT number: the EU's register proves consultations to whom it knows. "none": it asks unnamed. */
  SellerTaxId: new sst.Secret("SellerTaxId", "none"),
};
