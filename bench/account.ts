import { randomUUID } from "node:crypto";
import { Challenge } from "@securecart/core/challenge";
import { Customer } from "@securecart/core/customer";
import { OrderLookup } from "@securecart/core/order-lookup";
import { Password } from "@securecart/core/password";
import { Staff } from "@securecart/core/staff";
import { browser, someone } from "@securecart/core/test/accounts";
import { milliseconds, percentile, report } from "./report";

const rounds = 40;
const budget = { atMost: 5 };

type Ask = (email: string) => Promise<unknown>;

/** Whether time tells who has an account: what is asked of a known and of an unknown address, in turn. */
export async function measureAccounts(shop: string): Promise<void> {
  const known = await accounts();
  const members = await staff();
  const wrong = { password: "not this one" };
  const signInForm = await formOf(shop, "/sign-in");
  const codeForm = await formOf(shop, "/sign-in/code");
  const resetForm = await formOf(shop, "/reset");
  const newForm = await formOf(shop, "/create-account");
  const ordersForm = await formOf(shop, "/orders");
  const staffForm = await formOf(shop, "/admin/sign-in");
  const fresh = { name: "Ada Lovelace", password: "seven green boats at noon" };
  const asks: Record<string, Ask> = {
    // Both are refused, and how long that takes is the question.
    "a wrong password": (email) => Customer.signIn({ ...wrong, email, browser: browser() }).catch(() => null),
    "a code asked for": (email) => Customer.requestCode({ email, browser: browser() }),
    "a reset asked for": (email) => Customer.requestReset({ email, browser: browser() }),
    "an account asked for": (email) => Customer.requestSignUp({ ...fresh, email, browser: browser() }),
    "orders asked for": (email) => OrderLookup.request({ email, browser: browser() }),
    "a wrong password, over HTTP": (email) => signInForm({ ...wrong, email }),
    "a code asked for, over HTTP": (email) => codeForm({ email }),
    "a reset asked for, over HTTP": (email) => resetForm({ email }),
    "an account asked for, over HTTP": (email) => newForm({ ...fresh, email }),
    "orders asked for, over HTTP": (email) => ordersForm({ email, number: "" }),
  };
  for (const [name, ask] of Object.entries(asks)) await compare(name, ask, known);
  const { origin, device } = browser();
  const here = () => ({ origin: `${origin} ${randomUUID()}`, device });
  const ofStaff: Record<string, Ask> = {
    "a wrong password of staff": (email) => Staff.signIn({ ...wrong, ...here(), email }).catch(() => null),
    "a wrong password of staff, over HTTP": (email) => staffForm({ ...wrong, email }),
  };
  for (const [name, ask] of Object.entries(ofStaff)) await compare(name, ask, members);
}

/** Members of staff, as if they had answered their invitations. */
async function staff(): Promise<string[]> {
  const emails = Array.from({ length: rounds }, someone);
  for (const email of emails)
    await Staff.ensure({ email, password: "seven green boats at noon", roles: ["support"] });
  return emails;
}

/** Accounts as if their letters had come back. */
async function accounts(): Promise<string[]> {
  const passwordHash = await Password.hash("seven green boats at noon");
  const emails: string[] = [];
  for (let made = 0; made < rounds; made++) {
    const email = someone();
    const carries = { name: "Ada Lovelace", passwordHash };
    const { challengeId } = await Challenge.create({ purpose: "sign_up", email, carries });
    await Challenge.arm({ challengeId });
    await Customer.signUpByCode({ challengeId, code: Challenge.code(challengeId), browser: browser() });
    emails.push(email);
  }
  return emails;
}

/** Both in turn, and who comes first in turn, so that what else the machine does happens to both. */
async function compare(name: string, ask: Ask, known: string[]): Promise<void> {
  const times: number[] = [];
  const differences: number[] = [];
  await ask(someone()); // what is slow the first time is nobody's
  for (const [round, email] of known.entries()) {
    const known = () => milliseconds(() => ask(email));
    const unknown = () => milliseconds(() => ask(someone()));
    const [first, second] = round % 2 ? [known, unknown] : [unknown, known];
    const [one, other] = [await first(), await second()];
    times.push(one, other);
    differences.push(round % 2 ? one - other : other - one);
  }
  report(`${name}, p50`, percentile(times, 0.5), "ms");
  report(`${name}, known less unknown, p50`, Math.abs(percentile(differences, 0.5)), "ms", budget);
}

/** Sends a page's form as a browser without JavaScript does, each time from another place. */
async function formOf(shop: string, path: string) {
  const html = await (await fetch(`${shop}${path}`)).text();
  const form = html.split("<form").find((part) => part.includes('name="email"')) ?? "";
  const hidden = [...(form.split("</form>")[0] ?? "").matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
    ([tag]) => [attribute(tag, "name"), attribute(tag, "value")],
  );
  return async (typed: Record<string, string>) => {
    const body = new FormData();
    for (const [name = "", value = ""] of [...hidden, ...Object.entries(typed)]) body.append(name, value);
    const place = `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;
    const headers = { origin: new URL(shop).origin, "x-forwarded-for": place };
    const answer = await fetch(`${shop}${path}`, { method: "POST", body, headers, redirect: "manual" });
    await answer.text();
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}.`);
  };
}

const attribute = (tag: string, name: string) =>
  (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
