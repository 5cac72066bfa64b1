import { randomUUID } from "node:crypto";
import { FailedMessages } from "@securecart/core/failed-messages";
import { Payment } from "@securecart/core/payment";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { closeWebhook, discard, resend, retryWebhook } from "./actions";

export const metadata: Metadata = { title: "Failed messages" };

const here = "/admin/failed-messages";

export default async function FailedMessagesPage({ searchParams }: PageProps<"/admin/failed-messages">) {
  const { roles } = await requireStaff({ may: "failed_messages.read", from: here });
  const cursor = readCursor((await searchParams).cursor);
  const allStored = await FailedMessages.store();
  const [{ rows, next }, webhooks] = await Promise.all([
    FailedMessages.list(cursor ? { cursor } : {}),
    Payment.unanswerable(),
  ]);
  const acts = Staff.may(roles, "failed_messages.manage");
  return (
    <>
      <Title>Failed messages</Title>
      <section aria-labelledby="webhooks" className="mb-10">
        <h2 id="webhooks" className="mb-3 text-xl">
          Failed webhooks
        </h2>
        <p className="mb-4 max-w-prose text-muted">
          Stripe events that failed after several attempts. Look the event up in Stripe. Try it again once the
          cause is fixed, or close it.
        </p>
        {webhooks.length === 0 && <Empty>There are none.</Empty>}
        <ul className="grid gap-4">
          {webhooks.map((webhook) => (
            <Webhook key={webhook.eventId} webhook={webhook} acts={acts} />
          ))}
        </ul>
      </section>
      <section aria-labelledby="messages">
        <h2 id="messages" className="mb-3 text-xl">
          Messages
        </h2>
        <p className="mb-4 max-w-prose text-muted">
          Queue messages that failed after several attempts. Send a message again once the cause is fixed.
        </p>
        {!allStored && (
          <p className="mb-4">More messages are being collected. Reload the page to see them.</p>
        )}
        {rows.length === 0 && <Empty>There are none.</Empty>}
        <ul className="grid gap-4">
          {rows.map((message) => (
            <Message key={message.id} message={message} acts={acts} />
          ))}
        </ul>
        <Pages path={here} query={{}} cursor={cursor} next={next} />
      </section>
    </>
  );
}

/** Returns the cursor of the URL; an invalid one starts at the first page. */
const readCursor = (cursor: string | string[] | undefined) =>
  typeof cursor === "string" && FailedMessages.list.schema.safeParse({ cursor }).success ? cursor : undefined;

const card = "rounded-card border border-line bg-surface p-4";

function Webhook({ webhook, acts }: { webhook: Payment.Unanswerable; acts: boolean }) {
  const { eventId, type, tries, refusal, receivedAt, endedAt } = webhook;
  const hidden = () => ({ eventId, requestId: randomUUID() });
  return (
    <li className={card}>
      <h3 className="font-sans text-base font-medium break-all">{type}</h3>
      <p className="text-sm break-all text-muted">{eventId}</p>
      <p className="my-3">{refusal}</p>
      <p className="text-sm text-muted">
        Received <When at={receivedAt} />, tried {tries === 1 ? "once" : `${tries} times`}, failed{" "}
        <When at={endedAt} />
      </p>
      {acts && (
        <div className="mt-3 flex flex-wrap items-start gap-3">
          <ActionForm action={retryWebhook} hidden={hidden()} button="Try again" />
          <ActionForm action={closeWebhook} hidden={hidden()} button="Close" look="quiet" />
        </div>
      )}
    </li>
  );
}

function Message({ message, acts }: { message: FailedMessages.FailedMessage; acts: boolean }) {
  const { queue, id, body, received, sentAt } = message;
  const hidden = () => ({ queue, id, requestId: randomUUID() });
  return (
    <li className={card}>
      <h3 className="font-sans text-base font-medium">{queue}</h3>
      <p className="text-sm text-muted">
        Sent <When at={sentAt} />, received {received} times
      </p>
      <pre className="my-3 rounded-control bg-sunken p-3 text-sm break-all whitespace-pre-wrap">
        {pretty(body)}
      </pre>
      {acts && (
        <div className="flex flex-wrap items-start gap-3">
          <ActionForm action={resend} hidden={hidden()} button="Send again" />
          <ActionForm action={discard} hidden={hidden()} button="Discard" look="quiet" />
        </div>
      )}
    </li>
  );
}

function pretty(body: string) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
