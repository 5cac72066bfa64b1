/** Place of an entity in the data export, or the reason why it is left out. */
export type Holding = { in: string } | { not: string };

const ofOrder = "is part of an order, which is exported";
const digest = "keyed digests that identify no one without our key; expires within";
const goods = "is about goods, not about people";
const staff = "is about staff members, who ask their employer";
const shopRow = "is about the shop, not about people";
const soon = "random bits of an open page; expires within minutes";

/** Every entity of the table. A test finds those that are missing here, so that a new entity is not forgotten. */
export const holdings: Record<string, Holding> = {
  customer: { in: "profile" },
  emailowner: { in: "profile" },
  identity: { in: "profile" },
  groupmember: { in: "profile" },
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
  totp: { not: "customers have none: only staff members sign in with an app" },
  recovery: { not: "customers have none: only staff members have recovery codes" },
  erasure: { not: "exists only when the customer does not" },
  attempt: { not: `${digest} 90 days` },
  velocity: { not: `${digest} hours` },
  customeruse: { not: "a keyed digest and a number; the coupon is exported with the order" },
  event: { not: ofOrder },
  hold: { not: ofOrder },
  sale: { not: "marks that an order is counted in the sales of its day; expires within 30 days" },
  salesday: { not: shopRow },
  taxcheck: { not: ofOrder },
  stripeevent: {
    not: "Stripe's words about what is exported with the order; expires 40 days after the last try",
  },
  failedmessage: { not: "names rows that are exported, by their ids" },
  audit: { not: "is about staff members; what they did for the customer is exported with the order" },
  checkpoint: { not: "is about a job, not about people" },
  movement: { not: goods },
  stock: { not: goods },
  lowstock: { not: goods },
  product: { not: goods },
  productslug: { not: goods },
  publication: { not: goods },
  variant: { not: goods },
  scheduledsale: { not: goods },
  priceboard: { not: goods },
  pricesshown: { not: goods },
  category: { not: goods },
  media: { not: goods },
  mediause: { not: goods },
  coupon: { not: goods },
  couponbatch: { not: goods },
  couponlisting: { not: goods },
  automaticdiscounts: { not: goods },
  customergroup: { not: shopRow },
  setting: { not: shopRow },
  staff: { not: staff },
  staffaddress: { not: staff },
  staffinvitation: { not: staff },
  staffroster: { not: staff },
};
