import { OAuth2Server } from "oauth2-mock-server";

/** Header in which a browser of a test names the person who is signed in at Google. */
export const personHeader = "x-google-person";

export type Person = { sub: string; email: string; email_verified: boolean; name: string };

/** Encodes a person for the header. */
export const asHeader = (person: Person) => Buffer.from(JSON.stringify(person)).toString("base64url");

/** Starts an OpenID issuer in place of Google, which signs in the person of the header. */
export async function startGoogle(port = 0) {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  await server.start(port, "127.0.0.1");
  const people = new Map<string, Person>();
  server.service.on("beforeAuthorizeRedirect", ({ url }: { url: URL }, request: { headers: Headers }) => {
    const sent = request.headers[personHeader];
    if (typeof sent !== "string") return;
    people.set(url.searchParams.get("code") ?? "", JSON.parse(Buffer.from(sent, "base64url").toString()));
  });
  server.service.on("beforeTokenSigning", (token: Token, request: { body?: { code?: string } }) => {
    Object.assign(token.payload, people.get(request.body?.code ?? ""), { aud: clientId });
  });
  return {
    env: {
      GOOGLE_CLIENT_ID: clientId,
      GOOGLE_CLIENT_SECRET: "not a secret",
      GOOGLE_ISSUER: server.issuer.url ?? "",
    },
    stop: () => server.stop(),
  };
}

const clientId = "securecart-journeys";

type Headers = Record<string, string | string[] | undefined>;
type Token = { payload: Record<string, unknown> };
