import { Dynamo } from "#platform/dynamo";
import { Payment } from "#sales/payment";
import { type Counts, count, eraseOrder } from "./erase-order";
import { addressesAt, changed, type Person, scrubAll } from "./person";

type Item = Record<string, unknown>;

/** Rows that are the person's own, by whatever names them: they are deleted. */
const owned: Record<string, (item: Item, person: Person) => boolean> = {
  customer: (item, { customerId }) => item.customerId === customerId,
  address: (item, { customerId }) => item.customerId === customerId,
  identity: (item, { customerId }) => item.customerId === customerId,
  emailowner: (item, { customerId }) => item.customerId === customerId,
  session: (item, { customerId }) => item.subject === customerId,
  passkey: (item, { customerId }) => item.subject === customerId,
  notice: (item, { customerId }) => item.subject === customerId,
  passkeyquestion: (item, { customerId }) => item.subject === customerId,
  totp: (item, { customerId }) => item.subject === customerId,
  recovery: (item, { customerId }) => item.subject === customerId,
  challenge: (item, person) => mentions(item, [...addressesOf(item, person), person.customerId]),
  failedmessage: (item, person) => mentions(item, [...addressesOf(item, person), person.customerId]),
  cart: ({ cartId }, { cartIds }) => cartIds.includes(String(cartId)),
  line: ({ cartId }, { cartIds }) => cartIds.includes(String(cartId)),
};

/**
 * Looks at one row of the table, whatever it is, and takes the person out of it. Answers false when it still names
 * them: a kind of row that nobody has thought of.
 */
export async function sweepRow(item: Item, person: Person, counts: Counts): Promise<boolean> {
  const kind = String(item.__edb_e__ ?? "");
  const key = { pk: item.pk, sk: item.sk };
  if (kind === "erasure" || isLater(item, person)) return true;
  if (owned[kind]?.(item, person)) {
    await Dynamo.remove(key);
    count(counts, kind);
    return true;
  }
  switch (kind) {
    case "stripeevent":
      return redact(item, person, counts);
    case "order":
      if (wasPlacedBy(item, person)) await eraseOrder(String(item.orderId), person, counts);
      return true;
    case "cart":
      if (!addressesOf(item, person).includes(emailOf(item))) return true;
      if (await Dynamo.change(key, {}, ["contact", "address"])) count(counts, kind);
      return true;
    case "audit":
      return scrubAudit(item, person, counts);
    case "movement":
      return scrubMovement(item, person, counts);
    default:
      return !mentions(item, [...addressesOf(item, person), person.customerId]);
  }
}

/** The addresses that were theirs when a row was written. */
const addressesOf = ({ createdAt, receivedAt, at }: Item, person: Person) => {
  const written = createdAt ?? receivedAt ?? at;
  return addressesAt(person, typeof written === "string" ? written : undefined);
};

/** Whoever orders with an address that somebody has left is somebody else. */
function wasPlacedBy(item: Item, { customerId, email, former }: Person) {
  const then = former.filter(({ until }) => String(item.createdAt) <= until);
  const addresses = [email, ...then.map(({ email }) => email)];
  return item.customerId === customerId || addresses.includes(emailOf(item));
}

/** The address may have a new account by now, whose rows are nobody's to touch. */
const isLater = ({ createdAt, customerId }: Item, person: Person) =>
  (typeof createdAt === "string" && createdAt > person.startedAt) ||
  (typeof customerId === "string" && customerId !== person.customerId);

const emailOf = ({ contact }: Item) =>
  String((contact as { email?: unknown } | undefined)?.email ?? "").toLowerCase();

const mentions = (item: Item, words: string[]) => {
  const text = JSON.stringify(item, asArray).toLowerCase();
  return words.some((word) => word !== "" && text.includes(JSON.stringify(word).slice(1, -1).toLowerCase()));
};

const asArray = (_: string, value: unknown) => (value instanceof Set ? [...value] : value);

/** What a webhook told of a payment, reduced to what it is about: done or not, its handler needs no more. */
async function redact(item: Item, person: Person, counts: Counts) {
  const body = String(item.body ?? "");
  const addresses = addressesOf(item, person);
  const named = [...addresses, ...person.orderIds, ...person.stripeCustomerIds];
  if (!mentions({ body }, named) && !mentions({ body: body.replaceAll("\\", "") }, addresses)) return true;
  const key = { pk: item.pk, sk: item.sk };
  if (await Dynamo.change(key, { body: Payment.reduceWebhook(body) })) count(counts, "stripeevent");
  return true;
}

/** Why goods of the person's orders came back, as staff wrote it. */
async function scrubMovement(item: Item, person: Person, counts: Counts) {
  if (!person.orderIds.some((orderId) => String(item.reference).includes(orderId))) return true;
  const cause = scrubAll(item.cause, person.words);
  if (cause !== item.cause && (await Dynamo.change({ pk: item.pk, sk: item.sk }, { cause })))
    count(counts, "movement");
  return true;
}

/** What staff wrote with what they did: of the person's orders all their words go, elsewhere their address. */
async function scrubAudit(item: Item, person: Person, counts: Counts) {
  const subject = String(item.subject ?? "");
  const theirs = [person.customerId, ...person.orderIds].some((id) => subject.includes(id));
  const words = [...addressesOf(item, person), ...(theirs ? person.words : [])];
  const set = Object.fromEntries(
    ["note", "before", "after"].flatMap((name) => {
      const after = item[name] === undefined ? undefined : scrubAll(item[name], words);
      return after !== undefined && changed(after, item[name]) ? [[name, after]] : [];
    }),
  );
  if (Object.keys(set).length > 0 && (await Dynamo.change({ pk: item.pk, sk: item.sk }, set)))
    count(counts, "audit");
  return true;
}
