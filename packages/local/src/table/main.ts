import { z } from "zod";
import { portOf } from "../http";
import { conflictingTable } from "./conflicts";
import { type Address, tableFront } from "./front";

/** Serves the table on the loopback address, in front of its engine. */
const { TABLE_PORT, TABLE_ENGINE, TABLE_CONFLICTS } = z
  .object({
    TABLE_PORT: z.coerce.number(),
    /** Host and port of the engine. */
    TABLE_ENGINE: z.string().regex(/^[\d.]+:\d+$/),
    /** Time for which a transaction holds its items, in milliseconds; 0 when transactions never meet. */
    TABLE_CONFLICTS: z.coerce.number().int().min(0).max(1_000).default(0),
  })
  .parse(process.env);

const [host = "", port] = TABLE_ENGINE.split(":");
const engine: Address = { host, port: Number(port) };

tableFront(TABLE_CONFLICTS > 0 ? await behindConflicts() : engine).listen({
  port: TABLE_PORT,
  host: "127.0.0.1",
});

/** Starts the server that refuses overlapping transactions, at an address that no web page can find. */
async function behindConflicts(): Promise<Address> {
  const server = conflictingTable(engine, TABLE_CONFLICTS);
  await new Promise<void>((listening) => server.listen({ port: 0, host: engine.host }, listening));
  return { host: engine.host, port: portOf(server) };
}
