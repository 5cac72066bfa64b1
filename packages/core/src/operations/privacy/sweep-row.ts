import { Audit } from "#platform/audit";
import { Dynamo } from "#platform/dynamo";
import { Cart } from "#sales/cart";
import { Inventory } from "#sales/inventory";
import { Payment } from "#sales/payment";
import { type Counts, count } from "./counts";
import { addressesAt, type DataSubject } from "./data-subject";
import { eraseOrder } from "./erase-order";

type Item = Record<string, unknown>;

/** Tells by entity whether a row belongs to the data subject; such rows are deleted. */
export const owned: Record<string, (item: Item, subject: DataSubject) => boolean> = {
  customer: (item, { customerId }) => item.customerId === customerId,
  address: (item, { customerId }) => item.customerId === customerId,
  identity: (item, { customerId }) => item.customerId === customerId,
  emailowner: (item, { customerId }) => item.customerId === customerId,
  groupmember: (item, { customerId }) => item.customerId === customerId,
  session: (item, { customerId }) => item.subject === customerId,
  passkey: (item, { customerId }) => item.subject === customerId,
  notice: (item, { customerId }) => item.subject === customerId,
  passkeyquestion: (item, { customerId }) => item.subject === customerId,
  totp: (item, { customerId }) => item.subject === customerId,
  recovery: (item, { customerId }) => item.subject === customerId,
  challenge: (item, subject) => mentions(item, [...addressesOf(item, subject), subject.customerId]),
  alert: (item, subject) => mentions(item, addressesOf(item, subject)),
  alertconfirmation: (item, subject) => mentions(item, addressesOf(item, subject)),
  failedmessage: (item, subject) => mentions(item, [...addressesOf(item, subject), subject.customerId]),
  cart: ({ cartId }, { cartIds }) => cartIds.includes(String(cartId)),
  line: ({ cartId }, { cartIds }) => cartIds.includes(String(cartId)),
};

/** Removes the data subject from rows that stay, by entity. Returns whether it changed the row. */
export const kept: Record<string, (item: Item, subject: DataSubject, counts: Counts) => Promise<boolean>> = {
  async order(item, subject, counts) {
    if (wasPlacedBy(item, subject)) await eraseOrder(String(item.orderId), subject, counts);
    return false; // counted by eraseOrder
  },
  async cart(item, subject) {
    if (!addressesOf(item, subject).includes(emailOf(item))) return false;
    return Cart.erasePersonal({ cartId: String(item.cartId) });
  },
  async stripeevent(item, subject) {
    const body = String(item.body ?? "");
    const addresses = addressesOf(item, subject);
    const names = [...addresses, ...subject.orderIds, ...subject.stripeCustomerIds];
    if (!mentions({ body }, names) && !mentions({ body: body.replaceAll("\\", "") }, addresses)) return false;
    return Payment.erasePersonal({ eventId: String(item.eventId), body });
  },
  async movement(item, { orderIds, words }) {
    const reference = String(item.reference);
    if (!orderIds.some((orderId) => reference.includes(orderId))) return false;
    return Inventory.erasePersonal({ sku: String(item.sku), reference, cause: String(item.cause) }, words);
  },
  /** Removes all their words from rows about their orders, and only their addresses elsewhere. */
  async audit(item, subject) {
    const about = String(item.subject ?? "");
    const isTheirs = [subject.customerId, ...subject.orderIds].some((id) => about.includes(id));
    const words = [...addressesOf(item, subject), ...(isTheirs ? subject.words : [])];
    return Audit.erasePersonal({ ...item, auditId: String(item.auditId) }, words);
  },
};

/**
 * Removes the data subject from one row of the table, whatever its entity. Returns false when the row still names them:
 * then its entity is missing here.
 */
export async function sweepRow(item: Item, subject: DataSubject, counts: Counts): Promise<boolean> {
  const kind = String(Dynamo.entityOf(item) ?? "");
  if (kind === "erasure" || isLater(item, subject)) return true;
  if (owned[kind]?.(item, subject)) {
    await Dynamo.remove({ pk: item.pk, sk: item.sk });
    count(counts, kind);
    return true;
  }
  const erase = kept[kind];
  if (!erase) return !mentions(item, [...addressesOf(item, subject), subject.customerId]);
  if (await erase(item, subject, counts)) count(counts, kind);
  return true;
}

/** Returns the email addresses that were theirs when the row was written. */
const addressesOf = ({ createdAt, receivedAt, at }: Item, subject: DataSubject) => {
  const written = createdAt ?? receivedAt ?? at;
  return addressesAt(subject, typeof written === "string" ? written : undefined);
};

/** Tells whether the data subject placed an order. After they left an address, its orders are another person's. */
function wasPlacedBy(item: Item, { customerId, email, former }: DataSubject) {
  const then = former.filter(({ until }) => String(item.createdAt) <= until);
  const addresses = [email, ...then.map(({ email }) => email)];
  return item.customerId === customerId || addresses.includes(emailOf(item));
}

/** Tells whether a row belongs to another account, such as a new one with the same email address. */
const isLater = ({ createdAt, customerId }: Item, subject: DataSubject) =>
  (typeof createdAt === "string" && createdAt > subject.startedAt) ||
  (typeof customerId === "string" && customerId !== subject.customerId);

function emailOf({ contact }: Item) {
  const email = contact && typeof contact === "object" && "email" in contact ? contact.email : "";
  return String(email ?? "").toLowerCase();
}

const mentions = (item: Item, words: string[]) => {
  const text = JSON.stringify(item, asArray).toLowerCase();
  return words.some((word) => word !== "" && text.includes(JSON.stringify(word).slice(1, -1).toLowerCase()));
};

const asArray = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);
