import { afterAll, beforeAll, expect, test } from "vitest";
import { contractTarget, live } from "./contract-target";
import { refusal } from "./testing";

/** Runs only on this server, because Stripe's index is up to a minute late. Refusals are tested on both. */
const here = test.skipIf(live);

let target: Awaited<ReturnType<typeof contractTarget>>;
beforeAll(async () => {
  target = await contractTarget();
});
afterAll(() => target.close());

const unique = () => Math.random().toString(36).slice(2);

async function found(query: string): Promise<(string | null)[]> {
  const { data } = await target.stripe.customers.search({ query });
  return data.map(({ name }) => name ?? null).toSorted();
}

here("clauses are joined by AND, by OR, or by a space, and negated by a hyphen", async () => {
  const [group, { customers }] = [unique(), target.stripe];
  const make = (name: string, extra: object) =>
    customers.create({ name, metadata: { group }, email: `${name}.${group}@example.com`, ...extra });
  await make("Ann", { phone: "+15555550100" });
  await make("Bea", { metadata: { group, tier: 'go"ld' } });
  await make("Cleo", {});
  const mine = `metadata['group']:'${group}'`;
  expect(await found(mine)).toEqual(["Ann", "Bea", "Cleo"]);
  expect(await found(`${mine} AND name:"ann"`)).toEqual(["Ann"]);
  expect(await found(`${mine} -name:"ann"`)).toEqual(["Bea", "Cleo"]);
  expect(await found(`email:"ann.${group}@example.com" or email:"bea.${group}@example.com"`)).toEqual([
    "Ann",
    "Bea",
  ]);
  expect(await found(`${mine} and email~"bea.${group}"`)).toEqual(["Bea"]);
  expect(await found(`${mine} metadata["tier"]:"go\\"ld"`)).toEqual(["Bea"]);
  expect(await found(`${mine} -metadata["tier"]:null`)).toEqual(["Bea"]);
  expect(await found(`${mine} AND metadata["tier"]:null`)).toEqual(["Ann", "Cleo"]);
  expect(await found(`${mine} AND -phone:null`)).toEqual(["Ann"]);
  expect(await found(`${mine} AND created>1000 AND created<=4000000000`)).toHaveLength(3);
  expect(await found(`${mine} AND created>4000000000`)).toEqual([]);
});

here("a search has pages, each with the token of the next, and a total on request", async () => {
  const [group, { customers }] = [unique(), target.stripe];
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1)
    ids.unshift((await customers.create({ metadata: { group } })).id);
  const query = `metadata["group"]:"${group}"`;
  const first = await customers.search({ query, limit: 2, expand: ["total_count"] });
  expect(first).toMatchObject({ has_more: true, total_count: 5 });
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  const page = first.next_page ?? "";
  const second = await customers.search({ query, limit: 2, page });
  expect(second.data.map(({ id }) => id)).toEqual(ids.slice(2, 4));
  expect(second).not.toHaveProperty("total_count");
  const last = await customers.search({ query, limit: 2, page: second.next_page ?? "" });
  expect(last).toMatchObject({ has_more: false, next_page: null, data: [{ id: ids[4] }] });
  const all: string[] = [];
  for await (const { id } of customers.search({ query, limit: 2 })) all.push(id);
  expect(all).toEqual(ids);
  const foreign = await refusal(customers.search({ query: 'email:"other@example.com"', page }));
  expect(foreign).toMatchObject({ statusCode: 400, param: "page" });
});

here("payments and charges are found by amount, status, card and metadata", async () => {
  const [order, { charges, paymentIntents, refunds }] = [unique(), target.stripe];
  const { id } = await paymentIntents.create({
    amount: 3990,
    currency: "eur",
    payment_method: "pm_card_visa",
    confirm: true,
    metadata: { order },
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
  });
  const mine = `metadata["order"]:"${order}"`;
  const intents = async (query: string) => (await paymentIntents.search({ query })).data.map((it) => it.id);
  expect(await intents(`${mine} AND status:"succeeded" AND currency:"EUR" AND amount>=3990`)).toEqual([id]);
  expect(await intents(`${mine} AND amount<3990`)).toEqual([]);
  expect(await intents(`${mine} AND -currency:"usd"`)).toEqual([id]);
  const paid = async (query: string) => (await charges.search({ query })).data.map((it) => it.payment_intent);
  const last4 = 'payment_method_details.card.last4:"4242"';
  expect(await paid(`${mine} AND ${last4} AND refunded:"false"`)).toEqual([id]);
  await refunds.create({ payment_intent: id });
  expect(await paid(`${mine} AND refunded:"true"`)).toEqual([id]);
  expect(await paid(`${mine} AND disputed:"true"`)).toEqual([]);
});

const refused = [
  "",
  "nonsense",
  'email:"a@b.c" AND',
  'email:"a@b.c" name:"unclosed',
  'email:"a@b.c" AND name:"A" OR phone:"1"',
  '(email:"a@b.c")',
  'description:"text"',
  'metadata:"no key"',
  'email["key"]:"a"',
  'created:"yesterday"',
  'created~"17"',
  'name>"A"',
  'name~"ab"',
  'metadata["key"]~"value"',
  Array.from({ length: 11 }, (_, index) => `name:"${index}"`).join(" OR "),
];
test.each(refused)("the query %s is refused", async (query) => {
  const error = await refusal(target.stripe.customers.search({ query }));
  expect(error).toMatchObject({ statusCode: 400, type: "StripeInvalidRequestError" });
});

test("the error names a field that is not searchable", async () => {
  const error = await refusal(target.stripe.customers.search({ query: 'balance:"0"' }));
  expect(error.message).toMatch(/^Field `balance` is an unsupported search field for resource `customers`\./);
});
