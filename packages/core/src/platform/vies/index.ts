import { Resource } from "sst";
import { z } from "zod";
import { Log } from "../log";

export * as Vies from "./index";

/** Where the European Commission's register of VAT numbers answers. */
const commission = "https://ec.europa.eu/taxation_customs/vies/rest-api";

/** Returns the base address of the register; `VIES_API_BASE` names another one. */
export const base = () => (process.env.VIES_API_BASE || commission).replace(/\/+$/, "");

/** How long a shopper waits for the register at most, in milliseconds. */
const patience = 6_000;

/** A consultation of the register. `consultation` is the number that proves it, given to a requester that is known. */
export type Answer =
  | { result: "valid"; consultation?: string; name?: string }
  | { result: "invalid" }
  | { result: "unavailable"; reason: string };

/** Words of the register for "I cannot say just now"; every word that is not known counts as one of them. */
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

/**
 * Asks the register for a VAT number such as "DE123456789", in the seller's name where the seller's own number is
 * configured. Never throws: a register that does not answer, or answers what nobody understands, is unavailable.
 */
export async function consult(taxId: string, milliseconds = patience): Promise<Answer> {
  const started = performance.now();
  const own = requester();
  let answer = await ask({ ...question(taxId), ...own }, milliseconds);
  if (answer.result === "unavailable" && answer.reason === refusedRequester && own) {
    Log.error("vies.requester_refused", "The register does not accept SellerTaxId.");
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

/** Returns the seller's own number as the register asks for it; undefined when none is configured. */
function requester() {
  const { value } = Resource.SellerTaxId;
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
    return parsed.success ? understood(parsed.data) : { result: "unavailable", reason: "UNREADABLE" };
  } catch (error) {
    return { result: "unavailable", reason: reasonOf(error) };
  }
}

/** The register answers errors with status 200, too, and beside `valid: false`: its error counts, not the rest. */
function understood(body: z.output<typeof Body>): Answer {
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

/** An input that the register refuses is no number of it; everything else may be well tomorrow. */
const failed = (reason: string): Answer =>
  reason === "INVALID_INPUT" || reason === "INVALID"
    ? { result: "invalid" }
    : { result: "unavailable", reason };

/** Several member states keep the name to themselves and send dashes. */
const disclosed = (name: string | null | undefined) =>
  name && /[^\s-]/.test(name) ? name.replace(/\s+/g, " ").trim().slice(0, 200) : undefined;

function reasonOf(error: unknown) {
  if (error instanceof Error && error.name === "TimeoutError") return "TIMEOUT";
  return error instanceof SyntaxError ? "UNREADABLE" : "UNREACHABLE";
}
