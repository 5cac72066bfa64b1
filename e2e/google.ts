import { OAuth2Server } from "oauth2-mock-server";

/** Who sits at Google, as a browser of a test says in a header. */
export const personHeader = "x-google-person";

export type Person = { sub: string; email: string; email_verified: boolean; name: string };

/** In a header's plain letters. */
export const asHeader = (person: Person) => Buffer.from(JSON.stringify(person)).toString("base64url");

/** Google as far as a shop sees of it: an issuer of its own on this machine, signing for whoever asks. */
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
      GOOGLE_CLIENT_SECRET: "a secret for nobody",
      GOOGLE_ISSUER: server.issuer.url ?? "",
    },
    stop: () => server.stop(),
  };
}

const clientId = "securecart-journeys";

type Headers = Record<string, string | string[] | undefined>;
type Token = { payload: Record<string, unknown> };
