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

type Request = (email: string) => Promise<unknown>;

/** Compares the times of requests with a known and with an unknown email address, which must be the same. */
export async function measureAccounts(shop: string): Promise<void> {
  const known = await accounts();
  const staffEmails = await staff();
  const wrong = { password: "not this one" };
  const signInForm = await formOf(shop, "/sign-in");
  const codeForm = await formOf(shop, "/sign-in/code");
  const resetForm = await formOf(shop, "/reset");
  const newForm = await formOf(shop, "/create-account");
  const ordersForm = await formOf(shop, "/orders");
  const staffForm = await formOf(shop, "/admin/sign-in");
  const fresh = { name: "Ada Lovelace", password: "seven green boats at noon" };
  const requests: Record<string, Request> = {
    // Both are refused; the time of the refusal is measured.
    "wrong password": (email) => Customer.signIn({ ...wrong, email, browser: browser() }).catch(() => null),
    "request a code": (email) => Customer.requestCode({ email, browser: browser() }),
    "request a password reset": (email) => Customer.requestReset({ email, browser: browser() }),
    "create an account": (email) => Customer.requestSignUp({ ...fresh, email, browser: browser() }),
    "request order links": (email) => OrderLookup.request({ email, browser: browser() }),
    "wrong password, over HTTP": (email) => signInForm({ ...wrong, email }),
    "request a code, over HTTP": (email) => codeForm({ email }),
    "request a password reset, over HTTP": (email) => resetForm({ email }),
    "create an account, over HTTP": (email) => newForm({ ...fresh, email }),
    "request order links, over HTTP": (email) => ordersForm({ email, number: "" }),
  };
  for (const [name, request] of Object.entries(requests)) await compare(name, request, known);
  const { origin, device } = browser();
  const client = () => ({ origin: `${origin} ${randomUUID()}`, device });
  const staffRequests: Record<string, Request> = {
    "wrong password of a staff member": (email) =>
      Staff.signIn({ ...wrong, ...client(), email }).catch(() => null),
    "wrong password of a staff member, over HTTP": (email) => staffForm({ ...wrong, email }),
  };
  for (const [name, request] of Object.entries(staffRequests)) await compare(name, request, staffEmails);
}

/** Creates staff members who have accepted their invitations. Returns their email addresses. */
async function staff(): Promise<string[]> {
  const emails = Array.from({ length: rounds }, someone);
  for (const email of emails)
    await Staff.ensure({ email, password: "seven green boats at noon", roles: ["support"] });
  return emails;
}

/** Creates accounts with confirmed email addresses. Returns the addresses. */
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

/** Measures known and unknown addresses in turn, each first every other time, so that other load affects both alike. */
async function compare(name: string, request: Request, known: string[]): Promise<void> {
  const times: number[] = [];
  const differences: number[] = [];
  await request(someone()); // the first request is slower than the others
  for (const [round, email] of known.entries()) {
    const known = () => milliseconds(() => request(email));
    const unknown = () => milliseconds(() => request(someone()));
    const [first, second] = round % 2 ? [known, unknown] : [unknown, known];
    const [one, other] = [await first(), await second()];
    times.push(one, other);
    differences.push(round % 2 ? one - other : other - one);
  }
  report(`${name}, p50`, percentile(times, 0.5), "ms");
  report(
    `${name}, difference of known and unknown, p50`,
    Math.abs(percentile(differences, 0.5)),
    "ms",
    budget,
  );
}

/** Returns a function that sends a page's form as a browser without JavaScript does, each time from another network. */
async function formOf(shop: string, path: string) {
  const html = await (await fetch(`${shop}${path}`)).text();
  const form = html.split("<form").find((part) => part.includes('name="email"')) ?? "";
  const hidden = [...(form.split("</form>")[0] ?? "").matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(
    ([tag]) => [attribute(tag, "name"), attribute(tag, "value")],
  );
  return async (typed: Record<string, string>) => {
    const body = new FormData();
    for (const [name = "", value = ""] of [...hidden, ...Object.entries(typed)]) body.append(name, value);
    const address = `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;
    const headers = { origin: new URL(shop).origin, "x-forwarded-for": address };
    const answer = await fetch(`${shop}${path}`, { method: "POST", body, headers, redirect: "manual" });
    await answer.text();
    if (answer.status >= 400) throw new Error(`${path} responded with ${answer.status}.`);
  };
}

const attribute = (tag: string, name: string) =>
  (new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
