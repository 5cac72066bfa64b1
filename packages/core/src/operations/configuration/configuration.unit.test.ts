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

/** What a shop says that is linked with these, when it starts. */
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

test("a shop that is configured opens", async () => {
  expect(await start({})).toBe("open");
});

test("each secret that is blank or short keeps it closed, and all are named at once", async () => {
  const said = await start({
    LinkSecret: { value: " " },
    StripeWebhookSecret: { value: "" },
    RevalidateSecret: { value: "x" },
  });
  for (const name of ["LinkSecret", "StripeWebhookSecret", "RevalidateSecret"])
    expect(said).toContain(`The secret ${name} is missing or too short.`);
  expect(said).not.toContain("StripeSecretKey");
});

test("in production its address is https, or this machine", async () => {
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

test("Google needs its secret, and an issuer that nobody on the way can play", async () => {
  expect(await start(google)).toBe("open");
  expect(await start({ ...google, GoogleClientSecret: { value: "" } })).toContain("GoogleClientSecret");
  expect(await start({ ...google, GoogleIssuer: { value: "http://issuer.example" } })).toContain("https");
  expect(await start({ ...google, GoogleIssuer: { value: "http://127.0.0.1:9000" } })).toBe("open");
});

test("the seller's own VAT number is one of the seller's state, or none at all", async () => {
  const startWith = (value: string) => start({ SellerTaxId: { value } });
  expect(await startWith("IE1000000H")).toBe("open");
  expect(await startWith("ie 1000000 H")).toContain("SellerTaxId must be written as IE1000000H.");
  expect(await startWith("IE1000000A")).toContain("SellerTaxId is not accepted");
  expect(await startWith("DE100000008")).toContain("SellerTaxId must be a VAT number of IE");
});
