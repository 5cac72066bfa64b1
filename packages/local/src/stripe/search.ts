import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { invalid } from "./errors";
import type { Handlers } from "./routes";
import type { Kind, Kinds, Where } from "./store";
import type { World } from "./world";

type Field = "number" | "string" | "token";

interface Searchable {
  kind: "charge" | "customer" | "intent";
  fields: Record<string, Field>;
}

/** Searchable fields of each resource. Metadata is searchable everywhere. */
const RESOURCES: Record<"charges" | "customers" | "payment_intents", Searchable> = {
  charges: {
    kind: "charge",
    fields: {
      amount: "number",
      "billing_details.address.postal_code": "token",
      created: "number",
      currency: "token",
      customer: "token",
      disputed: "token",
      "payment_method_details.card.brand": "token",
      "payment_method_details.card.exp_month": "token",
      "payment_method_details.card.exp_year": "token",
      "payment_method_details.card.fingerprint": "token",
      "payment_method_details.card.last4": "token",
      refunded: "token",
      status: "token",
    },
  },
  customers: {
    kind: "customer",
    fields: { created: "number", email: "string", name: "string", phone: "string" },
  },
  payment_intents: {
    kind: "intent",
    fields: { amount: "number", created: "number", currency: "token", customer: "token", status: "token" },
  },
};

const MOST_CLAUSES = 10;
const SHORTEST_PART = 3;

interface Clause {
  negated: boolean;
  field: string;
  key: string | undefined;
  operator: ":" | "~" | "<" | "<=" | ">" | ">=";
  /** Null tests for a missing value. */
  value: string | null;
}

const CLAUSE =
  /^(?<negated>-?)(?<field>[a-z_0-9]+(?:\.[a-z_0-9]+)*)(?:\[(?:"(?<double>(?:[^"\\]|\\.)*)"|'(?<single>(?:[^'\\]|\\.)*)')\])?\s*(?<operator>:|~|>=|<=|>|<)\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|'(?<apostrophed>(?:[^'\\]|\\.)*)'|(?<bare>[^\s"']+))/i;

/** Parses a query into clauses joined by AND or by OR. Throws ApiError. */
function parse(query: string): { clauses: Clause[]; word: "AND" | "OR" } {
  let rest = query.trim();
  const clauses: Clause[] = [];
  const words = new Set<string>();
  if (rest === "") throw unreadable("The query is empty.");
  while (rest !== "") {
    const groups = CLAUSE.exec(rest);
    const { negated, field, double, single, operator, quoted, apostrophed, bare } = groups?.groups ?? {};
    if (!groups || !field || !isOperator(operator))
      throw unreadable(`Expected a clause like email:"amy@example.com" at: ${rest.slice(0, 40)}`);
    const text = quoted ?? apostrophed;
    clauses.push({
      negated: negated === "-",
      field: field.toLowerCase(),
      key: unquoted(double ?? single),
      operator,
      value: text === undefined && bare?.toLowerCase() === "null" ? null : (unquoted(text) ?? bare ?? ""),
    });
    rest = rest.slice(groups[0].length);
    const joint = /^\s+(?:(AND|OR)\s+)?(?=\S)|^\s*$/i.exec(rest);
    if (!joint) throw unreadable(`Expected AND, OR or the end at: ${rest.slice(0, 40)}`);
    rest = rest.slice(joint[0].length);
    if (rest !== "") words.add(joint[1]?.toUpperCase() ?? "AND");
  }
  if (words.size > 1)
    throw unreadable("AND and OR cannot be combined in one query, and there are no parentheses.");
  if (clauses.length > MOST_CLAUSES) throw unreadable(`A query has at most ${MOST_CLAUSES} clauses.`);
  return { clauses, word: words.has("OR") ? "OR" : "AND" };
}

function isOperator(text: string | undefined): text is Clause["operator"] {
  return text !== undefined && [":", "~", "<", "<=", ">", ">="].includes(text);
}

function unquoted(text: string | undefined): string | undefined {
  return text?.replace(/\\(.)/g, "$1");
}

function unreadable(why: string): ReturnType<typeof invalid> {
  return invalid(
    `We were unable to parse your search query. ${why} See https://stripe.com/docs/search#query-structure for the syntax.`,
    "query",
  );
}

/** Converts a clause to an SQL condition on `body`. */
function conditionOf(resource: keyof typeof RESOURCES, clause: Clause): Where {
  const { field, key, operator, value, negated } = clause;
  const { fields } = RESOURCES[resource];
  const isMetadata = field === "metadata";
  const type = isMetadata ? "token" : Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (!type || isMetadata !== (key !== undefined))
    throw invalid(
      `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource.replace("_", "-")} for a list of supported fields.`,
      "query",
    );
  const path = isMetadata ? (key ?? "") : `$.${field}`;
  const read = isMetadata
    ? "(SELECT value FROM json_each(body, '$.metadata') WHERE key = ?)"
    : "json_extract(body, ?)";
  const condition = (): Where => {
    if (value === null) return { sql: `${read} IS NULL`, values: [path] };
    if (type === "number") {
      if (operator === "~" || !/^-?\d+$/.test(value))
        throw unreadable(`\`${field}\` must be compared with a whole number.`);
      return { sql: `${read} ${operator === ":" ? "=" : operator} ?`, values: [path, Number(value)] };
    }
    if (operator === "~") {
      if (type !== "string") throw unreadable(`\`${field}\` has no substring search; use \`:\`.`);
      if (value.length < SHORTEST_PART)
        throw unreadable(`A substring needs at least ${SHORTEST_PART} characters.`);
      return { sql: `instr(lower(${read}), lower(?)) > 0`, values: [path, value] };
    }
    if (operator !== ":") throw unreadable(`\`${field}\` is not a number; use \`:\`.`);
    const text = { true: "1", false: "0" }[value] ?? value;
    return { sql: `lower(CAST(${read} AS TEXT)) IN (lower(?), lower(?))`, values: [path, value, text] };
  };
  const { sql, values } = condition();
  return { sql: negated ? `NOT coalesce(${sql}, 0)` : sql, values };
}

interface Params {
  query: string;
  limit?: number;
  page?: string;
  expand?: string[];
}

/** Searches objects, newest first. Stripe's index is up to a minute late; this one is current. */
function search<K extends Searchable["kind"] & Kind>(
  world: World,
  resource: keyof typeof RESOURCES,
  kind: K,
  { query, limit = 10, page, expand }: Params,
): Stripe.ApiSearchResult<Kinds[K]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw invalid(
      "Invalid limit: must be an integer between 1 and 100",
      "limit",
      "parameter_invalid_integer",
    );
  const { clauses, word } = parse(query);
  const conditions = clauses.map((clause) => conditionOf(resource, clause));
  const where: Where[] = [
    {
      sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`,
      values: conditions.flatMap(({ values }) => values),
    },
  ];
  const after = page === undefined ? undefined : positionOf(page, query);
  const found = world.store.select(kind, { where, limit: limit + 1, ...(after !== undefined && { after }) });
  const data = found.slice(0, limit);
  const more = found.length > limit;
  const last = data.at(-1);
  return {
    object: "search_result",
    data,
    has_more: more,
    next_page: more && last ? pageToken(world.store.position(kind, last.id) ?? 0, query) : null,
    url: `/v1/${resource}/search`,
    ...(expand?.includes("total_count") && { total_count: world.store.count(kind, where) }),
  };
}

/** Returns the token of the next page, which is valid only for its query. */
function pageToken(position: number, query: string): string {
  return Buffer.from(`${position}:${digest(query)}`).toString("base64url");
}

function positionOf(page: string, query: string): number {
  const [position, mark] = Buffer.from(page, "base64url").toString("utf8").split(":");
  if (!position || !/^\d+$/.test(position) || mark !== digest(query))
    throw invalid(`Invalid page: ${page}. Use the next_page of an earlier result of the same query.`, "page");
  return Number(position);
}

function digest(query: string): string {
  return createHash("sha256").update(query).digest("base64url").slice(0, 16);
}

export const searches = {
  "GET /v1/charges/search": (world, params) => search(world, "charges", "charge", params),
  "GET /v1/customers/search": (world, params) => search(world, "customers", "customer", params),
  "GET /v1/payment_intents/search": (world, params) => search(world, "payment_intents", "intent", params),
} satisfies Partial<Handlers>;
