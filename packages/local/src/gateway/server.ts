import type { IncomingMessage, ServerResponse } from "node:http";
import { type Handler, readBody, refuseForeign, send, sendJson, urlOf } from "../http";
import { messageOf } from "../refusal";
import { AwsError, sendAwsError, unknownOperation } from "./aws";
import { sendEmail } from "./email";
import type { Mailbox } from "./mailbox";
import { emailFrame, emailPage, framePolicy, mailboxPage } from "./mailbox-page";
import { missingPage, pagePolicy } from "./page";
import type { PutEvents } from "./put-events";
import { publishText, type Texts, textError } from "./sms";
import { textsPage } from "./sms-page";
import type { States } from "./states";
import type { Vies } from "./vies";

/** Operations by the `X-Amz-Target` header of EventBridge and Step Functions. */
export type Operations = Record<string, (request: unknown) => unknown>;

type Parts = {
  mailbox: Mailbox;
  texts: Texts;
  putEvents: PutEvents;
  states: States;
  vies: Vies;
  topics: string;
  waiting: () => number;
};

const bodyLimit = 11 * 1024 * 1024;

/**
 * Returns the handler for services without a separate engine: emails, SMS, events, state machines and VIES. It forwards
 * topic requests to the queue engine, and serves pages that show emails, SMS and executions.
 */
export function gateway({ mailbox, texts, putEvents, states, vies, topics, waiting }: Parts): Handler {
  const operations: Operations = { "AWSEvents.PutEvents": putEvents, ...states.operations };

  return async (request, response) => {
    refuseForeign(request);
    if (await vies.handle(request, response, urlOf(request))) return;
    if (request.method === "GET") return show(request, response);
    try {
      await call(request, response);
    } catch (error) {
      if (!(error instanceof AwsError)) console.error(error);
      const known =
        error instanceof AwsError ? error : new AwsError("InternalFailure", messageOf(error), 500);
      sendAwsError(response, known);
    }
  };

  async function call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = urlOf(request);
    const target = request.headers["x-amz-target"];
    const body = await readBody(request, bodyLimit);
    if (typeof target === "string") {
      const operation = operations[target];
      if (!operation) throw unknownOperation(target);
      return sendJson(response, 200, operation(parse(body)), {
        "content-type": request.headers["content-type"] ?? "application/x-amz-json-1.1",
      });
    }
    if (request.method === "POST" && pathname === "/v2/email/outbound-emails")
      return sendJson(response, 200, sendEmail(parse(body), mailbox));
    const form = request.headers["content-type"]?.includes("x-www-form-urlencoded") ?? false;
    if (form) return toTopics(body, request, response);
    throw unknownOperation(`${request.method} ${pathname}`);
  }

  function show(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = urlOf(request);
    const page = (status: number, text: string, policy = pagePolicy) =>
      send(response, status, text, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
      });
    const like = searchParams.get("to") ?? "";
    if (pathname === "/health") return sendJson(response, 200, { ok: true, waiting: waiting() });
    if (pathname === "/mailbox.json") return sendJson(response, 200, mailbox.list({ to: like }));
    if (pathname === "/texts.json") return sendJson(response, 200, texts.list({ to: like }));
    if (pathname === "/texts") return page(200, textsPage(texts.list({ like }), like));
    if (pathname === "/executions.json")
      return sendJson(response, 200, states.list(searchParams.get("status")));
    const execution = states.page(pathname);
    if (execution !== undefined) return page(200, execution);
    if (pathname === "/mailbox") return page(200, mailboxPage(mailbox.list({ like }), like));
    const [, id, part] = /^\/mailbox\/([^/]+)(\/html)?$/.exec(pathname) ?? [];
    const email = id ? mailbox.byId(decodeURIComponent(id)) : undefined;
    if (!email) return page(404, missingPage());
    return part ? page(200, emailFrame(email), framePolicy) : page(200, emailPage(email));
  }

  /** Forwards topic requests to the queue engine. An SMS to a phone number is stored here. */
  async function toTopics(body: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(body.toString("utf8"));
    if (form.has("PhoneNumber")) return toPhone(form, response, texts);
    const answered = await fetch(topics, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        authorization: request.headers.authorization ?? "",
      },
      body: form.toString(),
    });
    const type = answered.headers.get("content-type") ?? "text/xml";
    send(response, answered.status, Buffer.from(await answered.arrayBuffer()), { "content-type": type });
  }
}

function toPhone(form: URLSearchParams, response: ServerResponse, texts: Texts): void {
  const type = { "content-type": "text/xml" };
  try {
    send(response, 200, publishText(form, texts), type);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    send(response, error.status, textError(error), type);
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch {
    throw new AwsError("SerializationException", "The request is not valid JSON.");
  }
}
