import { subscribe } from "node:diagnostics_channel";

/**
 * Starts the built shop and ends it as a load balancer wants it: after SIGTERM it accepts nobody any more, answers who
 * is waiting and goes, at the latest after `graceMs`. A task gets 30 seconds before it is killed.
 */
const graceMs = 25_000;

/** Longer than a load balancer keeps a connection idle (60 seconds), so that it is never the shop which closes first. */
const keepAliveMs = 65_000;

process.env.HOSTNAME = process.env.LISTEN_ADDRESS ?? "0.0.0.0"; // a container's own HOSTNAME is its name
process.env.KEEP_ALIVE_TIMEOUT = String(keepAliveMs);

const servers = new Set();
let stopping = false;

subscribe("http.server.request.start", ({ server, response }) => {
  servers.add(server);
  if (stopping) response.setHeader("connection", "close");
});

/** Next closes the server by itself; connections that stay open without a request would keep it for a minute. */
function stop(signal) {
  if (stopping) return;
  stopping = true;
  say("info", "container.stopping", { signal });
  setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 100).unref();
  setTimeout(() => {
    say("warn", "container.stopped_late", { graceMs });
    process.exit(1);
  }, graceMs).unref();
}

function say(level, message, fields) {
  process.stdout.write(`${JSON.stringify({ level, at: new Date().toISOString(), message, ...fields })}\n`);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
await import("./server.js");
