import { z } from "zod";
import { Challenge } from "../challenge";
import { Customer } from "../customer";
import { Id } from "../id";
import { Log } from "../log";
import { Mail } from "../mail";
import { OrderLookup } from "../order-lookup";
import { Shop } from "../shop";
import { Trace } from "../trace";

export * as Letter from "./index";

/** Everything that an account is written about. */
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
  "email_changed",
  "password_changed",
  "order_lookup",
  "order_lookup_none",
] as const;

export type Kind = (typeof kinds)[number];

/** What a letter is made of: codes and links are made, nothing is left to look up. */
export type AccountNews = {
  kind: Kind;
  shop: string;
  /** The address it goes to. */
  to: string;
  /** The customer's own words: only ever text. */
  name: string | null;
  code: string | null;
  link: string | null;
};

export type Compose = (news: AccountNews) => Promise<{ subject: string; html: string; text: string }>;

/** What the queue carries: references. Neither codes nor links nor addresses travel in it. */
export const Message = z.discriminatedUnion("letter", [
  z.object({ letter: z.literal("challenge"), challengeId: Id.schema("challenge") }),
  z.object({ letter: z.literal("email_changed"), challengeId: Id.schema("challenge") }),
  z.object({ letter: z.literal("password_changed"), customerId: Id.schema("customer") }),
]);

type News = Pick<AccountNews, "kind" | "to"> & Partial<AccountNews>;

/** Writes what a message is about. A message that comes again says the same, with the same code, or nothing. */
export async function send(message: z.input<typeof Message>, compose: Compose) {
  const parsed = Message.parse(message);
  for (const news of await newsOf(parsed)) {
    const { to } = news;
    const letter = await compose({ shop: Shop.name(), name: null, code: null, link: null, ...news });
    const messageId = await Mail.send({ to, trace: Trace.current(), ...letter });
    Log.info("letter.sent", { kind: news.kind, messageId });
  }
  if (parsed.letter === "challenge") await Challenge.sent({ challengeId: parsed.challengeId });
}

type Parsed = z.output<typeof Message>;

async function newsOf(message: Parsed): Promise<News[]> {
  switch (message.letter) {
    case "challenge":
      return challenged(message.challengeId);
    case "email_changed":
      return emailChanged(message.challengeId);
    case "password_changed": {
      const customer = await Customer.byId(message);
      return customer ? [{ kind: "password_changed", to: customer.email, name: customer.name }] : [];
    }
  }
}

/** Whether there is an account is looked up here and nowhere before: only the mailbox's owner is told. */
async function challenged(challengeId: string): Promise<News[]> {
  const challenge = await Challenge.byId({ challengeId });
  if (!challenge || challenge.sentAt || challenge.usedAt) return [];
  const { purpose, email: to, carries = {} } = challenge;
  const customerId = await Customer.idByEmail({ email: to });
  const customer = customerId ? await Customer.byId({ customerId }) : null;
  const name = customer?.name ?? null;
  const answerable = { code: Challenge.code(challengeId), link: null };
  const armed = async (news: News[]) => {
    await Challenge.arm({ challengeId });
    return news;
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
      const toBefore: News = {
        kind: "email_before",
        to: before,
        code: Challenge.code(challengeId, "before"),
      };
      if (customer) return [{ kind: "email_taken", to, name }, toBefore];
      return armed([{ kind: "email_new", to, ...answerable }, toBefore]);
    }
    case "order_lookup": {
      const orders = await OrderLookup.ordersOf({ email: to, number: carries.orderNumber });
      if (orders.length === 0) return [{ kind: "order_lookup_none", to, link: at("/orders") }];
      return armed([{ kind: "order_lookup", to, link: linkTo("find-orders", challengeId) }]);
    }
    default:
      return [];
  }
}

/** The address that was left hears of it as well: who did not mean it must learn it. */
async function emailChanged(challengeId: string): Promise<News[]> {
  const challenge = await Challenge.byId({ challengeId });
  if (!challenge?.usedAt) return [];
  return [challenge.email, challenge.carries?.before ?? ""]
    .filter((to) => to !== "")
    .map((to) => ({ kind: "email_changed", to }));
}

const at = (path: string) => `${Shop.url()}${path}`;
const linkTo = (page: string, challengeId: string) => at(`/${page}/${Challenge.token(challengeId)}`);
