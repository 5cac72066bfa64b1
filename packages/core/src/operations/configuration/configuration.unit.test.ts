import { afterEach, expect, test, vi } from "vitest";

const whole = {
  App: { name: "securecart", stage: "test" },
  Table: { name: "table" },
  Shop: { name: "Shop", url: "https://shop.example" },
  LinkSecret: { value: "a secret of links" },
  StripeSecretKey: { value: "sk_test_123456" },
  StripeWebhookSecret: { value: "whsec_123456" },
  RevalidateSecret: { value: "a secret of pages" },
  GoogleClientId: { value: "none" },
  GoogleClientSecret: { value: "none" },
  GoogleIssuer: { value: "https://accounts.google.com" },
  SellerTaxId: { value: "none" },
};

type Linked = Record<keyof typeof whole, object>;

afterEach(() => vi.doUnmock("sst"));

/** Starts a shop with these links and returns "open", or the error message. */
async function start(over: Partial<Linked>, production = true) {
  vi.resetModules();
  vi.doMock("sst", () => ({ Resource: { ...whole, ...over } }));
  const { Configuration } = await import("@securecart/core/configuration");
  try {
    Configuration.check({ production });
    return "open";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const google = { GoogleClientId: { value: "a client of ours" }, GoogleClientSecret: { value: "its secret" } };

test("a configured shop starts", async () => {
  expect(await start({})).toBe("open");
});

test("a shop with blank or short secrets does not start, and the error names them all", async () => {
  const error = await start({
    LinkSecret: { value: " " },
    StripeWebhookSecret: { value: "" },
    RevalidateSecret: { value: "x" },
  });
  for (const name of ["LinkSecret", "StripeWebhookSecret", "RevalidateSecret"])
    expect(error).toContain(`The secret ${name} is missing or too short.`);
  expect(error).not.toContain("StripeSecretKey");
});

test("in production the address of the shop is https or a loopback address", async () => {
  const at = (url: string, production = true) => start({ Shop: { name: "Shop", url } }, production);
  expect(await at("http://localhost:3000")).toBe("open");
  expect(await at("http://shop.example", false)).toBe("open");
  for (const url of [
    "http://shop.example",
    "http://127.0.0.1.example",
    "ftp://shop.example",
    "shop.example",
    "https://shop.example/path",
  ]) {
    expect(await at(url), url).toContain("The shop is not configured.");
  }
});

test("sign-in with Google needs a secret and an issuer with https or a loopback address", async () => {
  expect(await start(google)).toBe("open");
  expect(await start({ ...google, GoogleClientSecret: { value: "" } })).toContain("GoogleClientSecret");
  expect(await start({ ...google, GoogleIssuer: { value: "http://issuer.example" } })).toContain("https");
  expect(await start({ ...google, GoogleIssuer: { value: "http://127.0.0.1:9000" } })).toBe("open");
});

test("the seller's VAT number is valid, or none", async () => {
  const startWith = (value: string) => start({ SellerTaxId: { value } });
  expect(await startWith("IE1000000H")).toBe("open");
  expect(await startWith("ie 1000000 H")).toContain("SellerTaxId must be written as IE1000000H.");
  expect(await startWith("IE1000000A")).toContain("SellerTaxId is not accepted");
  expect(await startWith("DE100000008")).toBe("open");
});
