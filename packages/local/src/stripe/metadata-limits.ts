import { type ApiError, invalid } from "./errors";

const MOST_KEYS = 50;
const LONGEST_KEY = 40;
const LONGEST_VALUE = 500;

/** Throws ApiError for metadata beyond Stripe's limits, anywhere in a request. */
export function checkMetadata(params: unknown, at = ""): void {
  if (!isFields(params)) return;
  for (const [name, value] of Object.entries(params)) {
    const path = at === "" ? name : `${at}[${name}]`;
    if (name === "metadata" && isFields(value)) checkOne(value, path);
    else checkMetadata(value, path);
  }
}

function checkOne(metadata: Record<string, unknown>, param: string): void {
  checkKeyCount(metadata, param);
  for (const [key, value] of Object.entries(metadata)) {
    if (count(key) > LONGEST_KEY || /[[\]]/.test(key))
      throw invalid(`Invalid key: ${key} must be a string under ${LONGEST_KEY} characters`, param);
    if (value !== null && count(String(value)) > LONGEST_VALUE) throw invalidValue(String(value), param);
  }
}

/** Throws ApiError when the merged metadata of an object has more than fifty keys. */
export function checkKeyCount(metadata: object, param = "metadata"): void {
  const keys = Object.keys(metadata).length;
  if (keys > MOST_KEYS)
    throw invalid(
      `Metadata can have up to ${MOST_KEYS} keys, but you've set ${keys}. Email us at support+metadata@stripe.com for more information.`,
      param,
    );
}

export function invalidValue(value: string, param: string): ApiError {
  return invalid(`Invalid val: ${value} must be a string under ${LONGEST_VALUE} characters`, param);
}

/** Counts Unicode characters instead of UTF-16 units. */
function count(text: string): number {
  return [...text].length;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
