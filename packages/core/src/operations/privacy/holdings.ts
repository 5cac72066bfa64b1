/**
 * What each kind of row has to do with a customer who asks for their data: where in the export it stands, or why it
 * does not. A kind that is missing here fails a test: whoever adds one decides.
 */
export type Holding = { in: string } | { not: string };

const ofOrder = "of an order: it stands there";
const digest = "keyed digests that name nobody to whoever reads them, and gone within";
const goods = "is about goods, not about people";
const staff = "is about staff, who ask their employer";
const shopRow = "is about the shop, not about people";
const soon = "random bits of a page that is open, gone within minutes";

export const holdings: Record<string, Holding> = {
  customer: { in: "profile" },
  emailowner: { in: "profile" },
  identity: { in: "profile" },
  address: { in: "addresses" },
  session: { in: "sessions" },
  passkey: { in: "passkeys" },
  challenge: { in: "challenges" },
  notice: { in: "notices" },
  cart: { in: "cart" },
  line: { in: "cart" },
  order: { in: "orders" },
  transition: { in: "orders" },
  remark: { in: "orders" },
  refund: { in: "orders" },
  return: { in: "orders" },
  dispute: { in: "orders" },
  fraudwarning: { in: "orders" },
  message: { in: "orders" },
  redemption: { in: "orders" },
  passkeyquestion: { not: soon },
  totp: { not: "customers have none: only staff sign in with an app" },
  recovery: { not: "customers have none: only staff have recovery codes" },
  erasure: { not: "there is one only when there is no customer any more" },
  attempt: { not: `${digest} 90 days` },
  velocity: { not: `${digest} hours` },
  customeruse: { not: "a keyed digest and a number; the coupon stands with the order" },
  event: { not: ofOrder },
  hold: { not: ofOrder },
  taxcheck: { not: ofOrder },
  stripeevent: {
    not: "the payment provider's own words about what stands with the order; gone 40 days after it was last tried",
  },
  failedmessage: {
    not: "what a handler could not do, by the ids of rows that stand elsewhere in the export",
  },
  audit: { not: "what staff did; what came of it for the customer stands with the order" },
  checkpoint: { not: "is about a job, not about people" },
  movement: { not: goods },
  stock: { not: goods },
  product: { not: goods },
  variant: { not: goods },
  category: { not: goods },
  coupon: { not: goods },
  setting: { not: shopRow },
  staff: { not: staff },
  staffaddress: { not: staff },
  staffinvitation: { not: staff },
  staffroster: { not: staff },
};
