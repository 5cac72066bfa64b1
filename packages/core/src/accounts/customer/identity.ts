import { z } from "zod";
import { Clock } from "#platform/clock";
import { transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Text } from "#platform/text";
import { AccountChange } from "../account-change";
import { changeOf, open, refused } from "./account";
import { Browser } from "./browser";
import { CustomerEntity } from "./customer.entity";
import { Email } from "./email";
import { EmailOwnerEntity } from "./email-owner.entity";
import { rowById } from "./find";
import { IdentityEntity } from "./identity.entity";
import { requireFresh } from "./sign-in";

const External = z.object({ provider: z.enum(["google"]), subject: z.string().min(1).max(255) });

const SignIn = External.extend({
  email: Email,
  /** True when the provider has verified the email address. */
  emailVerified: z.boolean(),
  name: z.string().transform((text) => Text.cut(Text.clean(text.slice(0, 1_000)), 100)),
  browser: Browser,
});

/**
 * Signs in with an external account; one that is new here creates an account. It never opens an existing account with
 * the same email address: the owner signs in and connects the two. Throws `customer.unverified`,
 * `customer.sign_in_first`.
 */
export const signInByIdentity = fn(SignIn, async ({ browser, ...from }) => {
  const { data: known } = await IdentityEntity.get(from).go({ consistent: true });
  const row = known ? await rowById(known.customerId) : await create(from);
  if (!row) throw refused();
  return open(row, from.provider, browser);
});

async function create({
  provider,
  subject,
  email,
  emailVerified,
  name,
}: Omit<z.output<typeof SignIn>, "browser">) {
  if (!emailVerified)
    throw new DomainError("auth", "customer.unverified", "Google has not verified your email address yet.");
  const customerId = Id.create("customer");
  const result = await transact({
    identity: IdentityEntity.create({ provider, subject, customerId }),
    email: EmailOwnerEntity.create({ email, customerId }),
    customer: CustomerEntity.create({
      customerId,
      email,
      name: name || email.split("@")[0] || email,
      verifiedAt: Clock.iso(),
      cartId: Id.random("cart"),
      identities: [`${provider}:${subject}`],
      version: 1,
    }),
  });
  if (result.committed) return rowById(customerId);
  if (result.refused !== "identity")
    throw new DomainError(
      "conflict",
      "customer.sign_in_first",
      "There is an account with this email address. Sign in to it, then connect Google under Security.",
    );
  // Another tab has created the account at the same moment.
  const { data: made } = await IdentityEntity.get({ provider, subject }).go({ consistent: true });
  return made ? rowById(made.customerId) : null;
}

const Owner = z.object({
  customerId: Id.schema("customer"),
  authenticatedAt: z.string(),
  browser: Browser,
});

/**
 * Connects an external account, which signs in to this account from now on; connecting it again changes nothing. Throws
 * `customer.prove_again`, `customer.identity_taken`.
 */
export const connect = fn(External.extend(Owner.shape), async ({ provider, subject, customerId, ...who }) => {
  requireFresh(who);
  const row = await rowById(customerId);
  if (!row) throw refused();
  const change = changeOf(row, "google_connected", who.browser);
  const { committed } = await transact({
    identity: IdentityEntity.create({ provider, subject, customerId }),
    customer: CustomerEntity.patch({ customerId }).add({
      identities: [`${provider}:${subject}`],
      version: 1,
    }),
    change: AccountChange.record(change),
  });
  if (committed) return AccountChange.post(change);
  const { data: known } = await IdentityEntity.get({ provider, subject }).go({ consistent: true });
  if (known?.customerId === customerId) return; // it was connected before
  throw new DomainError(
    "conflict",
    "customer.identity_taken",
    "This Google account opens another account here.",
  );
});

/** Disconnects external accounts. The owner can always sign in with an emailed code. Throws `customer.prove_again`. */
export const disconnect = fn(
  Owner.extend({ provider: z.enum(["google"]) }),
  async ({ customerId, provider, ...who }) => {
    requireFresh(who);
    const row = await rowById(customerId);
    const connected = [...(row?.identities ?? [])].filter((identity) => identity.startsWith(`${provider}:`));
    if (!row || connected.length === 0) return;
    const change = changeOf(row, "google_disconnected", who.browser);
    const { committed } = await transact({
      identities: connected.map((one) =>
        IdentityEntity.remove({ provider, subject: one.slice(provider.length + 1) }),
      ),
      customer: CustomerEntity.patch({ customerId })
        .delete({ identities: connected })
        .add({ version: 1 })
        .where((at, { contains }) => contains(at.identities, connected[0] ?? "")),
      change: AccountChange.record(change),
    });
    if (committed) await AccountChange.post(change);
  },
);
