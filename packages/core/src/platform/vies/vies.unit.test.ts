import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

const linked = { SellerTaxId: { value: "none" } };
vi.mock("sst", () => ({ Resource: linked }));
const { Vies } = await import("@securecart/core/vies");

type Asked = { url: string; body: Record<string, string> };
let asked: Asked[] = [];
let answer: (asked: Asked) => { status?: number; body: string } | null;
let server: Server;
const printed = vi.spyOn(process.stdout, "write").mockReturnValue(true);

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const question = { url: request.url ?? "", body: (await json(request)) as Record<string, string> };
    asked.push(question);
    const given = answer(question);
    if (given)
      response.writeHead(given.status ?? 200, { "content-type": "application/json" }).end(given.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  process.env.VIES_API_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest-api/`;
});

afterEach(() => {
  asked = [];
  linked.SellerTaxId.value = "none";
  printed.mockClear();
});

afterAll(() => {
  delete process.env.VIES_API_BASE;
  printed.mockRestore();
  server.close();
  server.closeAllConnections();
});

const says = (body: unknown, status = 200) => {
  answer = () => ({ status, body: typeof body === "string" ? body : JSON.stringify(body) });
};
const fails = (error: string) => ({ actionSucceed: false, errorWrappers: [{ error }] });

const registered = {
  countryCode: "DE",
  vatNumber: "811907980",
  requestDate: "2026-11-30T10:00:00.000Z",
  valid: true,
  requestIdentifier: "",
  name: "ACME\n  GmbH",
  address: "1 Street",
  traderNameMatch: "NOT_PROCESSED",
};

test("a registered number is valid, with its owner's name and without the address", async () => {
  says(registered);
  expect(await Vies.consult("DE811907980")).toEqual({ result: "valid", name: "ACME GmbH" });
  expect(asked).toEqual([
    { url: "/rest-api/check-vat-number", body: { countryCode: "DE", vatNumber: "811907980" } },
  ]);
});

test("a lookup with the seller's number returns a consultation number", async () => {
  linked.SellerTaxId.value = "IE1000000H";
  says({ ...registered, requestIdentifier: "WAPIAAAAX1", name: "---" });
  expect(await Vies.consult("XIGD001")).toEqual({ result: "valid", consultation: "WAPIAAAAX1" });
  expect(asked[0]?.body).toEqual({
    countryCode: "XI",
    vatNumber: "GD001",
    requesterMemberStateCode: "IE",
    requesterNumber: "1000000H",
  });
});

test("a lookup is repeated without the seller's number when the register refuses it", async () => {
  linked.SellerTaxId.value = "IE1000000H";
  answer = ({ body }) => ({
    body: JSON.stringify(body.requesterNumber ? fails("INVALID_REQUESTER_INFO") : registered),
  });
  expect(await Vies.consult("DE811907980")).toMatchObject({ result: "valid" });
  expect(asked).toHaveLength(2);
  expect(printed.mock.calls.join()).toContain("vies.requester_refused");
});

test.each([
  { valid: false, name: "---", address: "---" },
  { valid: false, userError: "INVALID" },
  { userError: "INVALID" },
  fails("INVALID_INPUT"),
])("%j means that the number is not registered", async (body) => {
  says(body);
  expect(await Vies.consult("DE811907980")).toEqual({ result: "invalid" });
});

test.each([
  "MS_UNAVAILABLE",
  "SERVICE_UNAVAILABLE",
  "TIMEOUT",
  "MS_MAX_CONCURRENT_REQ",
  "MS_MAX_CONCURRENT_REQ_TIME",
  "GLOBAL_MAX_CONCURRENT_REQ",
  "GLOBAL_MAX_CONCURRENT_REQ_TIME",
  "VAT_BLOCKED",
  "IP_BLOCKED",
  "SOMETHING_NEW",
])("%s means unavailable, in an envelope or beside valid: false", async (reason) => {
  for (const body of [
    fails(reason),
    { valid: false, userError: reason },
    { valid: true, userError: reason },
  ]) {
    says(body);
    expect(await Vies.consult("DE811907980")).toEqual({ result: "unavailable", reason });
  }
});

test.each([
  ["a page instead of JSON", "<html>maintenance</html>", 200],
  ["an empty object", {}, 200],
  ["a verdict in words", { valid: "true" }, 200],
  ["a contradiction", { valid: true, userError: "INVALID" }, 200],
  ["an error page", "Bad Gateway", 502],
])("%s means unavailable", async (_what, body, status) => {
  says(body, status);
  expect(await Vies.consult("DE811907980")).toEqual({ result: "unavailable", reason: "UNREADABLE" });
});

test("a register that does not respond in time is unavailable", async () => {
  answer = () => null;
  expect(await Vies.consult("DE811907980", { milliseconds: 50 })).toEqual({
    result: "unavailable",
    reason: "TIMEOUT",
  });
});

test("a register that cannot be reached is unavailable", async () => {
  const before = process.env.VIES_API_BASE;
  process.env.VIES_API_BASE = "http://127.0.0.1:1";
  expect(await Vies.consult("DE811907980")).toEqual({ result: "unavailable", reason: "UNREACHABLE" });
  process.env.VIES_API_BASE = before;
});

test("the default base URL is the European Commission's", () => {
  const before = process.env.VIES_API_BASE;
  delete process.env.VIES_API_BASE;
  expect(Vies.base()).toBe("https://ec.europa.eu/taxation_customs/vies/rest-api");
  process.env.VIES_API_BASE = before;
});

test("neither the number nor its owner is logged", async () => {
  says(registered);
  await Vies.consult("DE811907980");
  const lines = printed.mock.calls.join();
  expect(lines).toContain("vies.consulted");
  expect(lines).not.toMatch(/811907980|ACME/);
});
