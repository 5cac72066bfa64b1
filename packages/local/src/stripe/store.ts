import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import type Stripe from "stripe";
import type { CheckoutPlan } from "./checkout-plan";

/** Stored objects by kind. Plans, cards and secrets are internal and never returned by the API. */
export interface Kinds {
  customer: Stripe.Customer;
  payment_method: Stripe.PaymentMethod;
  /** `spent`: detached, or used without a customer, so it cannot be used again. */
  card: { id: string; number: string; cvc: string; spent?: boolean };
  product: Stripe.Product;
  price: Stripe.Price;
  coupon: Stripe.Coupon;
  promotion_code: Stripe.PromotionCode;
  shipping_rate: Stripe.ShippingRate;
  tax_rate: Stripe.TaxRate;
  session: Stripe.Checkout.Session;
  plan: CheckoutPlan;
  intent: Stripe.PaymentIntent;
  setup_intent: Stripe.SetupIntent;
  tax_id: Stripe.TaxId;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  dispute: Stripe.Dispute;
  warning: Stripe.Radar.EarlyFraudWarning;
  transaction: Stripe.BalanceTransaction;
  event: Stripe.EventBase;
  endpoint: Stripe.WebhookEndpoint;
}

export type Kind = keyof Kinds;

/** Condition of a list: SQL on a row of `objects`, whose `body` is the object's JSON, and its values. */
export interface Where {
  sql: string;
  values: SQLInputValue[];
}

export interface Query {
  where: Where[];
  after?: number;
  before?: number;
  limit: number;
}

export type Store = ReturnType<typeof openStore>;

/** Error for a data file that is damaged or not a database of this server. */
export class DamagedStore extends Error {}

/** A changed object in the current transaction. Plans and cards are excluded: they share ids with others and have no events. */
interface Change {
  before: string | null;
  after: string;
  told: boolean;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA busy_timeout = 2000;
  CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, id)
  );
  CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
  CREATE INDEX IF NOT EXISTS objects_by_intent ON objects (kind, json_extract(body, '$.payment_intent'));
  CREATE INDEX IF NOT EXISTS objects_by_charge ON objects (kind, json_extract(body, '$.charge'));
  CREATE TABLE IF NOT EXISTS deadlines (
    kind TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, id)
  );
  CREATE INDEX IF NOT EXISTS deadlines_by_time ON deadlines (at);
  CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, hash TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
    request TEXT NOT NULL, at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, endpoint TEXT NOT NULL, state TEXT NOT NULL,
    attempts INTEGER NOT NULL, due INTEGER NOT NULL, status INTEGER, error TEXT
  );
  CREATE INDEX IF NOT EXISTS deliveries_by_event ON deliveries (event);
  CREATE INDEX IF NOT EXISTS deliveries_open ON deliveries (event) WHERE state <> 'succeeded';
  CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due) WHERE state = 'pending';
  CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

/**
 * Opens the file with all state, or ":memory:". A committed transaction survives a crash of the process at any moment.
 * Throws DamagedStore when the file cannot be read as a database.
 */
export function openStore(file: string) {
  const db = open(file);
  const statements = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const sql = (text: string) => {
    const known = statements.get(text);
    if (known) return known;
    const prepared = db.prepare(text);
    statements.set(text, prepared);
    return prepared;
  };
  const changes = new Map<string, Change>();
  const parse = <K extends Kind>(body: unknown): Kinds[K] => JSON.parse(String(body));

  function find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const row = sql("SELECT body FROM objects WHERE kind = ? AND id = ?").get(kind, id);
    return row && parse<K>(row.body);
  }

  function select<K extends Kind>(kind: K, { where, after, before, limit }: Query): Kinds[K][] {
    const conditions = ["kind = ?", ...where.map((condition) => condition.sql)];
    const values: SQLInputValue[] = [kind, ...where.flatMap((condition) => condition.values)];
    if (after !== undefined) conditions.push(`seq < ${after}`);
    if (before !== undefined) conditions.push(`seq > ${before}`);
    const direction = before === undefined ? "DESC" : "ASC";
    const rows = sql(
      `SELECT body FROM objects WHERE ${conditions.join(" AND ")} ORDER BY seq ${direction} LIMIT ${limit}`,
    ).all(...values);
    return rows.map((row) => parse<K>(row.body));
  }

  /** Records an object's value before this transaction, or before the changes not yet reported in an event. */
  function note(kind: Kind, object: { id: string }): void {
    const known = changes.get(object.id);
    const after = JSON.stringify(object);
    if (known)
      changes.set(object.id, { before: known.told ? known.after : known.before, after, told: false });
    else {
      const row = sql("SELECT body FROM objects WHERE kind = ? AND id = ?").get(kind, object.id);
      changes.set(object.id, { before: row ? String(row.body) : null, after, told: false });
    }
  }

  /**
   * Runs `work` in one transaction. Rolls back when it throws or `keep` returns false for its result. Calls do not nest and
   * `work` is synchronous, so requests cannot interleave.
   */
  function transaction<T>(work: () => T, keep: (result: T) => boolean = () => true): T {
    db.exec("BEGIN IMMEDIATE");
    changes.clear();
    try {
      const result = work();
      db.exec(keep(result) ? "COMMIT" : "ROLLBACK");
      return result;
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }

  return {
    sql,
    transaction,
    find,
    select,
    count: (kind: Kind, where: Where[]): number => {
      const row = sql(
        `SELECT count(*) AS count FROM objects WHERE ${["kind = ?", ...where.map((condition) => condition.sql)].join(" AND ")}`,
      ).get(kind, ...where.flatMap((condition) => condition.values));
      return Number(row?.count ?? 0);
    },
    /** Returns the object's position in the order of creation, which is the cursor of a list. */
    position: (kind: Kind, id: string): number | undefined => {
      const row = sql("SELECT seq FROM objects WHERE kind = ? AND id = ?").get(kind, id);
      return row && Number(row.seq);
    },
    /** Returns the object before the changes not yet reported in an event, or null when it is new. */
    before: (id: string): Record<string, unknown> | null => {
      const change = changes.get(id);
      if (!change) return null;
      change.told = true;
      return change.before === null ? null : JSON.parse(change.before);
    },
    put: <K extends Kind>(kind: K, object: Kinds[K] & { id: string }): void => {
      if (kind !== "card" && kind !== "plan") note(kind, object);
      sql(
        "INSERT INTO objects (kind, id, body) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
      ).run(kind, object.id, JSON.stringify(object));
    },
    remove: (kind: Kind, id: string): void => {
      sql("DELETE FROM objects WHERE kind = ? AND id = ?").run(kind, id);
    },
    setting: (key: string): string | undefined => {
      const row = sql("SELECT value FROM settings WHERE key = ?").get(key);
      return row && String(row.value);
    },
    setSetting: (key: string, value: string): void => {
      sql(
        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      ).run(key, value);
    },
    /** Deletes everything except the registered webhook endpoints, which belong to the installation. */
    clear: (): void => {
      sql("DELETE FROM objects WHERE kind <> 'endpoint'").run();
      for (const table of ["deadlines", "answers", "deliveries", "settings"]) db.exec(`DELETE FROM ${table}`);
    },
    close: () => db.close(),
  };
}

function open(file: string): DatabaseSync {
  try {
    if (file !== ":memory:" && !existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    const db = new DatabaseSync(file);
    db.exec(SCHEMA);
    const check = db.prepare("PRAGMA quick_check(1)").get();
    if (check?.quick_check !== "ok") throw new Error(String(check?.quick_check));
    return db;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/locked|busy/.test(reason))
      throw new Error(`${file} is in use by another process. Stop that process first.`);
    throw new DamagedStore(
      `Cannot read the payment data in ${file} (${reason}). To start over, run: npm run reset`,
    );
  }
}
