/** What is known to the shop alone: `npx sst secret set <name> <value>`. Nothing starts without them. */
export const secrets = {
  StripeSecretKey: new sst.Secret("StripeSecretKey"),
  StripeWebhookSecret: new sst.Secret("StripeWebhookSecret"),
  /** Signs cookies and the links of orders. */
  LinkSecret: new sst.Secret("LinkSecret"),
  /** Signs what tells the storefront to render anew. */
  RevalidateSecret: new sst.Secret("RevalidateSecret"),
};
