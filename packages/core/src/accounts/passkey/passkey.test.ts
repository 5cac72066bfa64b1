import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Id } from "@securecart/core/id";
import { Passkey } from "@securecart/core/passkey";
import { RateLimit } from "@securecart/core/rate-limit";
import { Shop } from "@securecart/core/shop";
import { afterEach, expect, test, vi } from "vitest";
import { browser, requestsOf } from "#test/accounts";
import { authenticator } from "#test/authenticator";

afterEach(() => vi.useRealTimers());

const refused = expect.objectContaining({ code: "passkey.refused" });
const newOwner = () => ({ subject: Id.create("staff"), name: "ada@example.com" });

type Device = Partial<Parameters<typeof authenticator>[0]>;
const device = (over: Device = {}) => authenticator({ origin: Shop.url(), ...over });

/** Returns an owner with a passkey. */
async function enrolled(over: Device = {}) {
  const { subject, name } = newOwner();
  const passkey = device(over);
  const { challengeId, options } = await Passkey.registration({ subject, name });
  await Passkey.register({ subject, challengeId, response: passkey.create(options), label: "Laptop" });
  return { subject, passkey };
}

async function shown({ passkey }: { passkey: ReturnType<typeof device> }, subject?: string) {
  const { challengeId, options } = await Passkey.authentication(subject ? { subject } : {});
  return { challengeId, response: passkey.get(options) };
}

test("a passkey identifies its owner, also when the request names nobody", async () => {
  const ada = await enrolled();
  const bob = await enrolled();
  expect(await Passkey.authenticate(await shown(ada))).toMatchObject({ subject: ada.subject });
  expect(await Passkey.authenticate(await shown(bob, bob.subject))).toMatchObject({ subject: bob.subject });
  expect(await Passkey.list({ subject: ada.subject })).toMatchObject([
    { label: "Laptop", credentialId: ada.passkey.credentialId, usedAt: expect.stringMatching(/Z$/) },
  ]);
});

test("a response is accepted once, also when it is sent twenty times at once", async () => {
  const ada = await enrolled({ counts: false });
  const response = await shown(ada);
  const all = await Promise.allSettled(Array.from({ length: 20 }, () => Passkey.authenticate(response)));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(Passkey.authenticate(response)).rejects.toEqual(refused);
});

test("a copied passkey, whose count is behind, is refused", async () => {
  const ada = await enrolled();
  for (let uses = 0; uses < 3; uses++) await Passkey.authenticate(await shown(ada));
  ada.passkey.rewind(0);
  await expect(shown(ada).then(Passkey.authenticate)).rejects.toEqual(refused);
  ada.passkey.rewind(3);
  await Passkey.authenticate(await shown(ada));
});

test("a device that does not verify the person is refused", async () => {
  await expect(enrolled({ verifies: false })).rejects.toEqual(refused);
});

test("a passkey created for another site is refused", async () => {
  const { subject, name } = newOwner();
  const { challengeId, options } = await Passkey.registration({ subject, name });
  const response = device({ origin: "https://shop.example" }).create(options);
  await expect(Passkey.register({ subject, challengeId, response })).rejects.toEqual(refused);
});

test("a request that names an owner refuses the passkey of another", async () => {
  const [ada, bob] = [await enrolled(), await enrolled()];
  await expect(shown(bob, ada.subject).then(Passkey.authenticate)).rejects.toEqual(refused);
});

test("a response is refused from another owner, for another purpose, and after its time", async () => {
  const { subject, name } = newOwner();
  const begun = await Passkey.registration({ subject, name });
  const made = { challengeId: begun.challengeId, response: device().create(begun.options) };
  await expect(Passkey.register({ ...made, subject: Id.create("staff") })).rejects.toEqual(refused);
  const ada = await enrolled();
  const { options, challengeId } = await Passkey.registration({ subject: ada.subject, name });
  await expect(Passkey.authenticate({ challengeId, response: ada.passkey.get(options) })).rejects.toEqual(
    refused,
  );
  const late = await shown(ada);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + Passkey.responseSeconds * 1000 + 1000 });
  await expect(Passkey.authenticate(late)).rejects.toEqual(refused);
});

test("a deleted passkey is refused", async () => {
  const ada = await enrolled();
  const ref = { subject: ada.subject, credentialId: ada.passkey.credentialId };
  expect(await Dynamo.written(Passkey.revoke(ref).go())).toBe(true);
  expect(await Dynamo.written(Passkey.revoke(ref).go())).toBe(false);
  await expect(shown(ada).then(Passkey.authenticate)).rejects.toEqual(refused);
});

test("a malformed response is rejected, and a good one is accepted as text and as an object", async () => {
  const ada = await enrolled();
  const { challengeId, response } = await shown(ada);
  for (const bad of [
    "",
    "{",
    "[]",
    "null",
    {},
    { ...response, id: "not base64!" },
    { ...response, response: {} },
  ])
    await expect(async () => Passkey.authenticate({ challengeId, response: bad })).rejects.toThrow();
  await Passkey.authenticate({ challengeId, response: JSON.stringify(response) });
});

test("a network that sends too many passkey requests must wait, and they write no rows", async () => {
  const from = browser();
  const ask = () => Customer.askForPasskey({ browser: from });
  expect(await requestsOf(ask)).toContain("DynamoDB_20120810.PutItem");
  for (let requests = 1; requests < 200; requests++)
    await RateLimit.takeOfNetwork({ what: "passkey", origin: from.origin });
  await expect(ask()).rejects.toMatchObject({ code: "throttle.too_many" });
  expect(await requestsOf(ask)).toEqual(["DynamoDB_20120810.GetItem"]);
  await Customer.askForPasskey({ browser: browser() });
});
