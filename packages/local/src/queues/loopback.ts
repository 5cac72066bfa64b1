import { Server } from "node:net";

/**
 * Restricts every listener of this process to the loopback address. The queue engine listens on all addresses and has
 * no setting for it; otherwise anyone on the same network could read and write the shop's queues.
 */
const listen = Server.prototype.listen;

Server.prototype.listen = function onLoopback(this: Server, ...args: unknown[]): Server {
  const [first, ...rest] = args;
  const onlyHere =
    typeof first === "object" && first !== null && "port" in first
      ? [{ ...first, host: "127.0.0.1" }, ...rest]
      : args;
  Reflect.apply(listen, this, onlyHere);
  return this;
};
