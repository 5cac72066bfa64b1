import { Pool, type PoolClient, types } from "pg";
import { Resource } from "sst";
import { Log } from "#platform/log";
import { migrations } from "./migrations";

/** A Lambda does one thing at a time, and a database has few connections for many of them. */
const connections = 2;
const connectMs = 3_000;
const statementMs = 15_000;

/** Any number that nobody else in this database locks by. */
const migrationLock = 7_264_501_934;

const { INT8, DATE } = types.builtins;

type Database = { url: string; pool: Pool; reader: Pool; ready: Promise<void> | null };
let opened: Database | null = null;

/** Whether a reporting database is linked. */
export const isOn = () => Resource.Reporting.url !== "";

export type Sql = Pick<PoolClient, "query">;

/** Runs `work` in one transaction, on tables that are up to date. */
export async function transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
  return within((await database()).pool, work);
}

/** The rows of one statement. */
export async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await (await database()).pool.query<Row>(text, values)).rows;
}

/** The same for a question that may be answered a moment late: from the reader, where there is one. */
export async function look<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await (await database()).reader.query<Row>(text, values)).rows;
}

/** Ends the connections, for a process that ends. */
export async function close() {
  const before = opened;
  opened = null;
  await Promise.all([...new Set([before?.pool, before?.reader])].map((pool) => pool?.end()));
}

async function database(): Promise<Database> {
  const { url, reader } = Resource.Reporting;
  if (!url) throw new Error("No reporting database is linked.");
  if (opened?.url !== url) {
    await close();
    const pool = connect(url);
    opened = { url, pool, reader: reader ? connect(reader) : pool, ready: null };
  }
  const current = opened;
  current.ready ??= migrate(current.pool);
  await current.ready.catch((error) => {
    current.ready = null; // the next one tries again
    throw error;
  });
  return current;
}

function connect(connectionString: string) {
  const pool = new Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs,
    statement_timeout: statementMs,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    types: { getTypeParser },
  });
  // A connection that dies while nobody uses it: the next query opens another.
  pool.on("error", (error) => Log.warn("reporting.connection_lost", { error: error.message }));
  return pool;
}

/** Amounts and counts are whole numbers well below 2^53; a day is the day that stands there, in no time zone. */
function getTypeParser(id: number, format?: "text" | "binary") {
  if (format !== "binary" && id === INT8) return Number;
  if (format !== "binary" && id === DATE) return String;
  return types.getTypeParser(id, format);
}

/** Brings the tables up to date, once, whoever comes first; those who come at the same time wait for it. */
async function migrate(pool: Pool) {
  await within(pool, async (sql) => {
    await sql.query("select pg_advisory_xact_lock($1)", [migrationLock]);
    await sql.query("create schema if not exists reporting");
    await sql.query(
      "create table if not exists reporting.migrations (version integer primary key, at timestamptz not null default now())",
    );
    const { rows } = await sql.query("select coalesce(max(version), 0) as version from reporting.migrations");
    const done = Number(rows[0]?.version);
    for (const [i, step] of migrations.entries()) {
      if (i < done) continue;
      await sql.query(step);
      await sql.query("insert into reporting.migrations (version) values ($1)", [i + 1]);
    }
  });
}

async function within<Result>(pool: Pool, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollback: Error) => {
      broken = rollback;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
