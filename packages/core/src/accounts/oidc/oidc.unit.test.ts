import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const linked = {
  Table: { name: "table" },
  Shop: { name: "SecureCart", url: "http://localhost:3000" },
  LinkSecret: { value: "a secret for this test only" },
  GoogleClientId: { value: "client-of-this-test" },
  GoogleClientSecret: { value: "secret-of-this-test" },
  GoogleIssuer: { value: "" },
};
vi.mock("sst", () => ({ Resource: linked }));
const { Oidc } = await import("./index");

let server: Server;

beforeAll(async () => {
  server = createServer((_, response) => {
    const issuer = linked.GoogleIssuer.value;
    const endpoint = (name: string) => `${issuer}/${name}`;
    response.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({
        issuer,
        authorization_endpoint: endpoint("authorize"),
        token_endpoint: endpoint("token"),
        userinfo_endpoint: endpoint("userinfo"),
        jwks_uri: endpoint("keys"),
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256"],
      }),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  linked.GoogleIssuer.value = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test("a sign-in starts with state, nonce and PKCE, which the browser keeps in cookies", async () => {
  const { url, tripCookies } = await Oidc.start({ back: "/account" });
  const { origin, searchParams } = new URL(url);
  expect(origin).toBe(linked.GoogleIssuer.value);
  expect(searchParams.get("client_id")).toBe("client-of-this-test");
  expect(searchParams.get("redirect_uri")).toBe("http://localhost:3000/api/auth/callback/google");
  for (const name of ["state", "nonce", "code_challenge"]) expect(searchParams.get(name)).toMatch(/\S{20,}/);
  const kept = tripCookies.map(({ name }) => name);
  expect(kept).toEqual(expect.arrayContaining(["authjs.state", "authjs.nonce", "authjs.pkce.code_verifier"]));
  expect(tripCookies.every(({ options }) => options.httpOnly === true)).toBe(true);
});

test("a browser that returns without the cookies of its start is refused", async () => {
  const { url } = await Oidc.start({ back: "/" });
  const search = `?code=stolen&state=${new URL(url).searchParams.get("state")}`;
  const returning = Oidc.finish({ search, cookie: "" });
  await expect(returning).rejects.toMatchObject({ code: "federation.refused" });
});

test("an issuer is reached over https, or on this machine", () => {
  const before = linked.GoogleIssuer.value;
  for (const issuer of ["https://accounts.google.com/", "http://localhost:3010"]) {
    linked.GoogleIssuer.value = issuer;
    expect(Oidc.issuer()).toBe(issuer.replace(/\/$/, ""));
  }
  for (const issuer of ["http://accounts.google.com", "http://127.0.0.1.example.com", "ftp://localhost"]) {
    linked.GoogleIssuer.value = issuer;
    expect(() => Oidc.issuer(), issuer).toThrow("https");
  }
  linked.GoogleIssuer.value = before;
});
