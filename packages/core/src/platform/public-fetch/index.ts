import { lookup as resolveName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { DomainError } from "../error";
import { Shop } from "../shop";
import { isPublic } from "./addresses";

export { isPublic } from "./addresses";
export * as PublicFetch from "./index";

type Limits = {
  mostBytes: number;
  /** Time for all of it, redirects included. */
  mostMilliseconds: number;
  accept: string;
};

const mostRedirects = 5;

/** Resolves a name to all its addresses. */
type Resolve = (name: string) => Promise<{ address: string; family: number }[]>;

const all: Resolve = (name) => resolveName(name, { all: true });

/**
 * Fetches a file from a server of the public internet. Each name, also that of a redirect, is resolved once, all its
 * addresses are checked, and the connection goes to one of these: a name that leads elsewhere a moment later changes
 * nothing. Throws `fetch.*` with a reason in plain words.
 */
export async function get(
  url: string,
  limits: Limits,
  resolve: Resolve = all,
): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(limits.mostMilliseconds);
  let at = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await once(at, limits, resolve, signal).catch((error) => {
      throw error instanceof DomainError ? error : unreachable(error);
    });
    if ("bytes" in answer) return answer.bytes;
    if (!URL.canParse(answer.location, at))
      throw refused("fetch.bad_address", "It leads to an address that can't be read.");
    at = new URL(answer.location, at).href;
  }
  throw refused("fetch.too_many_redirects", `It leads on more than ${mostRedirects} times.`);
}

async function once(address: string, limits: Limits, resolve: Resolve, signal: AbortSignal) {
  const url = checked(address);
  const agent = new Agent({ connect: { lookup: pinned(resolve, isTestOrigin(url)), timeout: 5_000 } });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
      headers: { accept: limits.accept, "user-agent": "SecureCart import" },
    });
    const location = headers.location;
    if (statusCode >= 300 && statusCode < 400 && typeof location === "string") {
      leave(body);
      return { location };
    }
    if (statusCode !== 200) {
      leave(body);
      throw refused(
        "fetch.no_file",
        statusCode === 404 ? "It doesn't exist there (404)." : `The server answered ${statusCode}.`,
      );
    }
    if (Number(headers["content-length"]) > limits.mostBytes) {
      leave(body);
      throw tooLarge(limits);
    }
    return { bytes: await readAll(body, limits) };
  } finally {
    await agent.destroy();
  }
}

/** Closes an answer that is not read. Closing it reports an abort, which is ours. */
function leave(body: Dispatcher.ResponseData["body"]) {
  body.on("error", () => undefined);
  body.destroy();
}

/** Returns an address that may be fetched. Throws when it is none of the public web. */
function checked(address: string) {
  if (!URL.canParse(address)) throw refused("fetch.bad_address", "This address can't be read.");
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw refused("fetch.bad_address", "Only addresses that begin with https:// or http:// are fetched.");
  if (isTestOrigin(url)) return url;
  if (url.username || url.password) throw refused("fetch.bad_address", "The address has a password in it.");
  if (!["", "80", "443"].includes(url.port))
    throw refused("fetch.bad_address", "The address has an unusual port.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !isPublic(host)) throw notPublic();
  return url;
}

/** Looks a name up once and passes on public addresses only; none when one of them is not. */
function pinned(resolve: Resolve, isAllowed: boolean): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      (found) => {
        const [first] = found;
        if (!first) callback(notFound(), "");
        else if (!isAllowed && !found.every(({ address }) => isPublic(address))) callback(notPublic(), "");
        else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      () => callback(notFound(), ""),
    );
  };
}

async function readAll(body: AsyncIterable<Uint8Array>, limits: Limits) {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > limits.mostBytes) throw tooLarge(limits);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * Tells whether an address is of the one origin that tests serve files from. Only a shop that itself runs on this machine
 * has one, so that no deployed shop can.
 */
function isTestOrigin(url: URL) {
  const origin = process.env.SECURECART_TEST_ORIGIN;
  const { hostname } = new URL(Shop.url());
  return origin !== undefined && ["localhost", "127.0.0.1"].includes(hostname) && url.origin === origin;
}

const refused = (code: string, message: string) => new DomainError("input", code, message);
const notPublic = () => refused("fetch.not_public", "It is not an address of the public internet.");
const notFound = () => refused("fetch.unknown_host", "No server has this name.");
const tooLarge = ({ mostBytes }: Limits) =>
  refused("fetch.too_large", `It is larger than ${Math.round(mostBytes / 1024 / 1024)} MB.`);

/** Returns the refusal of a server that could not be reached or stopped answering. */
function unreachable(error: unknown) {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const own = causes.find((cause) => cause instanceof DomainError);
  if (own) return own;
  const isLate = causes.some((cause) => cause instanceof Error && /timeout|abort/i.test(cause.name));
  return isLate
    ? refused("fetch.too_slow", "The server took too long to answer.")
    : refused("fetch.unreachable", "The server could not be reached.");
}
