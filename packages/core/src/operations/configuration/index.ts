import { isIP } from "node:net";
import { Resource } from "sst";
import { Oidc } from "#accounts/oidc";
import { Secret, type SecretName } from "#platform/secret";
import { Shop } from "#platform/shop";
import { parse } from "#sales/tax-id";

export * as Configuration from "./index";

const secrets: SecretName[] = ["LinkSecret", "StripeSecretKey", "StripeWebhookSecret", "RevalidateSecret"];

/**
 * Checks the configuration before the shop serves requests. Throws an error with one sentence per problem, so that a
 * partly configured shop does not start.
 */
export function check({ production }: { production: boolean }) {
  const wrong = [
    ...secrets.map((name) => () => void Secret.value(name)),
    () => checkUrl(production),
    checkGoogle,
    checkSellerTaxId,
  ].flatMap(problemOf);
  if (wrong.length > 0) throw new Error(["The shop is not configured.", ...wrong].join("\n- "));
}

function checkUrl(production: boolean) {
  const url = Shop.url();
  if (!URL.canParse(url)) throw new Error(`The shop's address is not a URL: ${JSON.stringify(url)}.`);
  const { protocol, hostname, pathname } = new URL(url);
  if (pathname !== "/") throw new Error(`The shop's address must have no path: ${url}.`);
  if (protocol === "https:") return;
  if (protocol !== "http:") throw new Error(`The shop's address must begin with https: ${url}.`);
  if (production && !isLoopback(hostname))
    throw new Error(
      `The shop's address must begin with https, because cookies and passwords travel to it: ${url}.`,
    );
}

function checkGoogle() {
  if (!Oidc.offered()) return;
  Secret.value("GoogleClientId");
  Secret.value("GoogleClientSecret");
  Oidc.issuer();
}

/** Checks the seller's VAT number. The page of the tax settings says when it is of another country than the seller. */
function checkSellerTaxId() {
  const { value } = Resource.SellerTaxId;
  if (value === "none") return;
  const parsed = parse(value);
  if ("refusal" in parsed) throw new Error(`SellerTaxId is not accepted: ${parsed.refusal}`);
  const { id } = parsed;
  if (id !== value) throw new Error(`SellerTaxId must be written as ${id}.`);
}

const isLoopback = (host: string) =>
  host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));

function problemOf(look: () => void): string[] {
  try {
    look();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
