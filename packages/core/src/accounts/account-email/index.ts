import { z } from "zod";
import { Email } from "#platform/email";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { type EmailWords, Settings } from "#platform/settings";
import { type Look, Shop } from "#platform/shop";
import { Trace } from "#platform/trace";
import { AccountChange } from "../account-change";
import { Challenge } from "../challenge";
import { Customer } from "../customer";

export * as AccountEmail from "./index";

/** Kinds of emails about an account, and those that only an email address asked for. */
export const kinds = [
  "sign_up",
  "sign_up_known",
  "sign_in",
  "sign_in_unknown",
  "reset",
  "reset_unknown",
  "email_new",
  "email_taken",
  "email_before",
  "order_lookup",
  "order_lookup_none",
  "alert_confirm",
  "back_in_stock",
  "price_drop",
  ...AccountChange.changes,
] as const;

export type Kind = (typeof kinds)[number];

/** Content of an email: codes and links are computed, nothing is left to look up. */
export type AccountContent = {
  kind: Kind;
  shop: string;
  look: Look;
  /** Email address that it is sent to. */
  to: string;
  /** Name as the customer typed it: always escape it. */
  name: string | null;
  code: string | null;
  link: string | null;
  /** Of a change: its time, the label of the browser if there was one, and whether the account is a staff member's. */
  at: string | null;
  device: string | null;
  isStaff: boolean;
  /** Name and price of the product of an alert, and the link that ends the alert. */
  product: string | null;
  price: string | null;
  stop: string | null;
  /** Text that the merchant wrote for this kind of email; null: the usual one. */
  words: EmailWords | null;
};

export type Compose = (content: AccountContent) => Promise<{ subject: string; html: string; text: string }>;

/** Message of the queue: references only, neither codes nor links nor addresses. */
export const Message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("challenge"), challengeId: Id.schema("challenge") }),
  AccountChange.Ref.extend({ kind: z.literal("account_change") }),
]);

export type Draft = Pick<AccountContent, "kind" | "to"> & Partial<AccountContent>;

/** Sends the emails of a message. A message that is delivered again sends the same code again, or nothing. */
export const send = fn(Message, async (message, compose: Compose) => {
  if (message.kind === "account_change")
    return AccountChange.deliver(message, async (change) => write(await changed(change), compose));
  const { challengeId } = message;
  for (const draft of await challenged(challengeId)) await write(draft, compose);
  await Challenge.sent({ challengeId });
});

const blank = {
  ...{ name: null, code: null, link: null, at: null, device: null, isStaff: false, words: null },
  ...{ product: null, price: null, stop: null },
};

/** Composes and sends one email about an account, or about the orders of an email address. */
export async function write({ to, kind, ...more }: Draft, compose: Compose) {
  const words = Settings.isEmailKind(kind) ? (await Settings.shown("emails"))[kind] : null;
  const [shop, look] = await Promise.all([Shop.name(), Shop.look()]);
  const email = await compose({ ...blank, shop, look, words, to, kind, ...more });
  const messageId = await Email.send({ to, trace: Trace.current(), ...email });
  Log.info("account_email.sent", { kind, messageId });
}

/**
 * Returns the emails of a challenge. Looks up here, not in the request, whether the address has an account: only the
 * owner of the mailbox learns it.
 */
async function challenged(challengeId: string): Promise<Draft[]> {
  const challenge = await Challenge.byId({ challengeId });
  if (!challenge || challenge.sentAt || challenge.usedAt) return [];
  const { purpose, email: to, carries = {} } = challenge;
  const customerId = await Customer.idByEmail({ email: to });
  const customer = customerId ? await Customer.byId({ customerId }) : null;
  const name = customer?.name ?? null;
  const answerable = { code: Challenge.code(challengeId), link: null };
  const armed = async (drafts: Draft[]) => {
    await Challenge.arm({ challengeId });
    return drafts;
  };
  switch (purpose) {
    case "sign_up":
      if (customer) return [{ kind: "sign_up_known", to, name, link: at("/sign-in") }];
      return armed([
        {
          kind: "sign_up",
          to,
          ...answerable,
          name: carries.name ?? null,
          link: linkTo("create-account/confirm", challengeId),
        },
      ]);
    case "sign_in":
      if (!customer) return [{ kind: "sign_in_unknown", to, link: at("/create-account") }];
      return armed([{ kind: "sign_in", to, name, ...answerable, link: linkTo("sign-in/link", challengeId) }]);
    case "reset":
      if (!customer) return [{ kind: "reset_unknown", to, link: at("/create-account") }];
      return armed([{ kind: "reset", to, name, link: linkTo("reset", challengeId) }]);
    case "email_change": {
      const before = carries.before ?? "";
      const toBefore: Draft = {
        kind: "email_before",
        to: before,
        code: Challenge.code(challengeId, "before"),
      };
      if (customer) return [{ kind: "email_taken", to, name }, toBefore];
      return armed([{ kind: "email_new", to, ...answerable }, toBefore]);
    }
    default:
      return [];
  }
}

/** Returns the email about a change. Its link leads to what undoes it: a new password, for staff their security page. */
async function changed({
  subject,
  change: kind,
  to,
  at: when,
  device,
}: AccountChange.Recorded): Promise<Draft> {
  const isStaff = subject.startsWith("stf_");
  const customer = isStaff ? null : await Customer.byId({ customerId: subject });
  const link = at(isStaff ? "/admin/security" : "/reset");
  return { kind, to, name: customer?.name ?? null, at: when, device: device ?? null, isStaff, link };
}

/** Returns the full address of a page of the shop. */
export const at = (path: string) => `${Shop.url()}${path}`;
/** Returns the address of a page that follows a challenge. */
export const linkTo = (page: string, challengeId: string) => at(`/${page}/${Challenge.token(challengeId)}`);
