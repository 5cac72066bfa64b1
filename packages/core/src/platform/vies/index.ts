import { Resource } from "sst";
import { z } from "zod";
import { Log } from "../log";
import { Text } from "../text";

export * as Vies from "./index";

/** Base URL of the European Commission's register of VAT numbers. */
const commission = "https://ec.europa.eu/taxation_customs/vies/rest-api";

/** Returns the base URL of the register; `VIES_API_BASE` overrides it. */
export const base = () => (process.env.VIES_API_BASE || commission).replace(/\/+$/, "");

/** Timeout of the register while a shopper waits, in milliseconds. */
const patience = 6_000;

/** Result of a consultation. `consultation` is the number that proves it, issued to an identified requester only. */
export type Answer =
  | { result: "valid"; consultation?: string; name?: string }
  | { result: "invalid" }
  | { result: "unavailable"; reason: string };

/** Error code of the register for a requester that it does not accept. */
const refusedRequester = "INVALID_REQUESTER_INFO";

const Wrapper = z.object({ error: z.string() });
const Body = z.union([
  z.object({ errorWrappers: z.array(Wrapper).min(1) }),
  z.object({
    valid: z.boolean(),
    userError: z.string().nullish(),
    requestIdentifier: z.string().nullish(),
    name: z.string().nullish(),
  }),
  z.object({ userError: z.string().min(1) }),
]);

type Consultation = { milliseconds?: number | undefined; requester?: string | undefined };

/**
 * Looks up a VAT number such as "DE123456789" in the register, as the seller where the seller's own number is known:
 * `requester`, else the configured one. Never throws: a register that does not respond, or responds with something
 * unknown, is unavailable.
 */
export async function consult(
  taxId: string,
  { milliseconds = patience, requester }: Consultation = {},
): Promise<Answer> {
  const started = performance.now();
  const own = identified(requester);
  let answer = await ask({ ...question(taxId), ...own }, milliseconds);
  if (answer.result === "unavailable" && answer.reason === refusedRequester && own) {
    Log.error("vies.requester_refused", "The register does not accept the seller's VAT number.");
    answer = await ask(question(taxId), milliseconds);
  }
  Log.info("vies.consulted", {
    country: taxId.slice(0, 2),
    result: answer.result,
    ...(answer.result === "unavailable" && { reason: answer.reason }),
    milliseconds: Math.round(performance.now() - started),
  });
  return answer;
}

const question = (taxId: string) => ({ countryCode: taxId.slice(0, 2), vatNumber: taxId.slice(2) });

/** Returns the seller's own number as the register requires it; undefined when none is known. */
function identified(requester: string | undefined) {
  const value = requester ?? Resource.SellerTaxId.value;
  if (value === "none") return undefined;
  return { requesterMemberStateCode: value.slice(0, 2), requesterNumber: value.slice(2) };
}

async function ask(body: object, milliseconds: number): Promise<Answer> {
  try {
    const response = await fetch(`${base()}/check-vat-number`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      redirect: "error",
      signal: AbortSignal.timeout(milliseconds),
    });
    const parsed = Body.safeParse(await response.json());
    return parsed.success ? interpret(parsed.data) : { result: "unavailable", reason: "UNREADABLE" };
  } catch (error) {
    return { result: "unavailable", reason: reasonOf(error) };
  }
}

/** Interprets a response. The register sends errors with status 200 too, beside `valid: false`: then the error decides. */
function interpret(body: z.output<typeof Body>): Answer {
  if ("errorWrappers" in body) return failed(body.errorWrappers[0]?.error ?? "UNREADABLE");
  if (!("valid" in body)) return failed(body.userError);
  const { valid, userError, requestIdentifier, name } = body;
  if (userError && userError !== "VALID" && userError !== "INVALID") return failed(userError);
  if (valid !== (userError !== "INVALID") && userError)
    return { result: "unavailable", reason: "UNREADABLE" };
  if (!valid) return { result: "invalid" };
  const owner = disclosed(name);
  return {
    result: "valid",
    ...(requestIdentifier && { consultation: requestIdentifier }),
    ...(owner && { name: owner }),
  };
}

/** Interprets an error: a refused input is not a registered number, every other error is temporary. */
const failed = (reason: string): Answer =>
  reason === "INVALID_INPUT" || reason === "INVALID"
    ? { result: "invalid" }
    : { result: "unavailable", reason };

/** Returns the owner's name, or undefined: several member states do not disclose it and send dashes. */
const disclosed = (name: string | null | undefined) =>
  name && /[^\s-]/.test(name) ? Text.cut(name.replace(/\s+/g, " ").trim(), 200) : undefined;

function reasonOf(error: unknown) {
  if (error instanceof Error && error.name === "TimeoutError") return "TIMEOUT";
  return error instanceof SyntaxError ? "UNREADABLE" : "UNREACHABLE";
}
