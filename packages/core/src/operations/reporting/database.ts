import { Pool, type PoolClient, types } from "pg";
import { Resource } from "sst";
import { Log } from "#platform/log";
import { migrations } from "./migrations";

/** Connections per process: a Lambda handles one request at a time, and many Lambdas share the database. */
const connections = 2;
const connectMs = 3_000;
const statementMs = 15_000;

/** Key of the advisory lock on the migrations, used by nothing else in this database. */
const migrationLock = 7_264_501_934;

const { INT8, DATE } = types.builtins;

type Database = { url: string; pool: Pool; reader: Pool; ready: Promise<void> | null };
let opened: Database | null = null;

/** Tells whether a reporting database is linked. */
export const isOn = () => Resource.Reporting.url !== "";

export type Sql = Pick<PoolClient, "query">;

/** Runs `work` in one transaction, after the migrations. */
export async function transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
  return within((await database()).pool, work);
}

/** Runs a statement and returns its rows. */
export async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await (await database()).pool.query<Row>(text, values)).rows;
}

/** Runs a query on the reader, if there is one, whose rows may be slightly out of date. */
export async function query<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await (await database()).reader.query<Row>(text, values)).rows;
}

/** Closes the connections. */
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
    current.ready = null; // the next call tries again
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
  // An idle connection was lost: the next query opens another.
  pool.on("error", (error) => Log.warn("reporting.connection_lost", { error: error.message }));
  return pool;
}

/** Parses amounts and counts as numbers, all far below 2^53, and days as text, without a time zone. */
function getTypeParser(id: number, format?: "text" | "binary") {
  if (format !== "binary" && id === INT8) return Number;
  if (format !== "binary" && id === DATE) return String;
  return types.getTypeParser(id, format);
}

/** Runs the migrations that are missing. Processes that start at the same time wait for the first. */
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
