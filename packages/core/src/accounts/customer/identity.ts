import { z } from "zod";
import { Clock } from "#platform/clock";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Store } from "#platform/store";
import { Text } from "#platform/text";
import { AccountChange } from "../account-change";
import { noticeOf, open, refused, rowById } from "./account";
import { Browser } from "./browser";
import { Email } from "./email";
import { IdentityEntity } from "./identity.entity";
import { requireFresh } from "./sign-in";

const Elsewhere = z.object({ provider: z.enum(["google"]), subject: z.string().min(1).max(255) });

const Entering = Elsewhere.extend({
  email: Email,
  /** Whether the provider says that it has seen to it that the address is theirs. */
  emailVerified: z.boolean(),
  name: z.string().transform((text) => Text.cut(Text.clean(text.slice(0, 1_000)), 100)),
  browser: Browser,
});

/**
 * Signs in by an account elsewhere; one that is new here makes an account. An account with the same e-mail address is
 * never opened this way by itself: its owner signs in and connects the two.
 */
export const signInByIdentity = fn(Entering, async ({ browser, ...from }) => {
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
}: Omit<z.output<typeof Entering>, "browser">) {
  if (!emailVerified)
    throw new DomainError("auth", "customer.unverified", "Google has not verified your e-mail address yet.");
  const customerId = Id.create("customer");
  const written = await Store.write(({ identity, emailowner, customer }) => [
    identity.create({ provider, subject, customerId }).commit(),
    emailowner.create({ email, customerId }).commit(),
    customer
      .create({
        customerId,
        email,
        name: name || email.split("@")[0] || email,
        verifiedAt: Clock.iso(),
        cartId: Id.random("cart"),
        identities: [`${provider}:${subject}`],
        version: 1,
      })
      .commit(),
  ]);
  if (written.done) return rowById(customerId);
  if (!written.refused[0])
    throw new DomainError(
      "conflict",
      "customer.sign_in_first",
      "There is an account with this e-mail address. Sign in to it, then connect Google under Security.",
    );
  // Two tabs at once: the other one has made it.
  const { data: made } = await IdentityEntity.get({ provider, subject }).go({ consistent: true });
  return made ? rowById(made.customerId) : null;
}

const Owner = z.object({
  customerId: Id.schema("customer"),
  authenticatedAt: z.string(),
  browser: Browser,
});

/** Lets an account elsewhere open this one. Its owner has proved of late who they are. */
export const connect = fn(
  Elsewhere.extend(Owner.shape),
  async ({ provider, subject, customerId, ...who }) => {
    requireFresh(who);
    const row = await rowById(customerId);
    if (!row) throw refused();
    const letter = noticeOf(row, "google_connected", who.browser);
    const written = await Store.write(({ identity, customer, notice }) => [
      identity.create({ provider, subject, customerId }).commit(),
      customer
        .patch({ customerId })
        .add({ identities: [`${provider}:${subject}`], version: 1 })
        .commit(),
      notice.create(letter).commit(),
    ]);
    if (written.done) return AccountChange.post(letter);
    const { data: known } = await IdentityEntity.get({ provider, subject }).go({ consistent: true });
    if (known?.customerId === customerId) return; // it was connected before
    throw new DomainError(
      "conflict",
      "customer.identity_taken",
      "This Google account opens another account here.",
    );
  },
);

/** An account elsewhere opens this one no more. A code by mail always stays a way in. */
export const disconnect = fn(
  Owner.extend({ provider: z.enum(["google"]) }),
  async ({ customerId, provider, ...who }) => {
    requireFresh(who);
    const row = await rowById(customerId);
    const connected = [...(row?.identities ?? [])].filter((identity) => identity.startsWith(`${provider}:`));
    if (!row || connected.length === 0) return;
    const letter = noticeOf(row, "google_disconnected", who.browser);
    const { done } = await Store.write(({ identity, customer, notice }) => [
      ...connected.map((one) =>
        identity.remove({ provider, subject: one.slice(provider.length + 1) }).commit(),
      ),
      customer
        .patch({ customerId })
        .delete({ identities: connected })
        .add({ version: 1 })
        .where((at, { contains }) => contains(at.identities, connected[0] ?? ""))
        .commit(),
      notice.create(letter).commit(),
    ]);
    if (done) await AccountChange.post(letter);
  },
);
