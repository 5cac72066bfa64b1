import { subscribe } from "node:diagnostics_channel";

/**
 * Longest time between SIGTERM and exit, in milliseconds. After SIGTERM the shop accepts no new connections and
 * finishes open requests, as load balancers expect. ECS kills a task after 30 seconds.
 */
const graceMs = 25_000;

/** Longer than a load balancer keeps an idle connection (60 seconds), so that the shop never closes it first. */
const keepAliveMs = 65_000;

process.env.HOSTNAME = process.env.LISTEN_ADDRESS ?? "0.0.0.0"; // Docker sets HOSTNAME to the container's name
process.env.KEEP_ALIVE_TIMEOUT = String(keepAliveMs);

const servers = new Set();
let stopping = false;

subscribe("http.server.request.start", ({ server, response }) => {
  servers.add(server);
  if (stopping) response.setHeader("connection", "close");
});

/** Closes idle connections, which would delay the exit by a minute; Next itself closes the server. */
function stop(signal) {
  if (stopping) return;
  stopping = true;
  log("info", "container.stopping", { signal });
  setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 100).unref();
  setTimeout(() => {
    log("warn", "container.stopped_late", { graceMs });
    process.exit(1);
  }, graceMs).unref();
}

function log(level, message, fields) {
  process.stdout.write(`${JSON.stringify({ level, at: new Date().toISOString(), message, ...fields })}\n`);
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);
await import("./server.js");
