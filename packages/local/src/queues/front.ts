import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { HttpError, refuseForeign, send } from "../http";
import { messageOf } from "../refusal";

/** Handles a request, or returns null when the engine shall. */
export type Front = (request: IncomingMessage, response: ServerResponse) => Promise<void> | null;

/**
 * Puts a handler before the engine's own on every server that this process opens. The engine has no setting for it, and
 * a second port in between would slow down every message.
 */
export function putInFront(front: Front): void {
  const { listen } = Server.prototype;
  const known = new WeakSet<Server>();
  Server.prototype.listen = function behindFront(this: Server, ...args: unknown[]): Server {
    if (!known.has(this)) wrap(this, front);
    known.add(this);
    Reflect.apply(listen, this, args);
    return this;
  };
}

function wrap(server: Server, front: Front): void {
  const engine = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const handled = handledBy(front, request, response);
    if (handled) handled.catch((error) => refuse(response, error));
    else for (const listener of engine) Reflect.apply(listener, server, [request, response]);
  });
}

function handledBy(front: Front, request: IncomingMessage, response: ServerResponse): Promise<void> | null {
  const handled = front(request, response);
  if (handled) return handled;
  try {
    refuseForeign(request);
    return null;
  } catch (error) {
    return Promise.reject(error);
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  const status = error instanceof HttpError ? error.status : 500;
  send(response, status, messageOf(error), { "content-type": "text/plain; charset=utf-8" });
}
