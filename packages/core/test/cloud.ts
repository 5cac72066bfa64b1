import { PurgeQueueCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";

/** Calls the control endpoint of the cloud under test. */
const control = async <Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`${process.env.SECURECART_CONTROL}/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} responded ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
};

/** Advances the clock of the shop and of Stripe. */
export const advance = (advanceSeconds: number) => control("POST", "clock", { advanceSeconds });

/** Runs a schedule now. */
export const run = (
  schedule: "PublishSearch" | "SweepOrders" | "SweepEvents" | "SweepTransfers" | "RecheckTaxIds",
) => control("POST", `schedules/${schedule}/run`);

/** Kills a process; the cloud starts it again. */
export const kill = (child: string) => control("POST", "kill", { child });

type Child = { name: string; state: string; restarts: number };
export const child = async (name: string) =>
  (await control<Child[]>("GET", "children")).find((found) => found.name === name);

type FailedMessage = { queue: string; body: string; received: number };
export const deadLetters = () => control<FailedMessage[]>("GET", "dead-letters");

/** Returns the subjects of the emails about an order, by its number. */
export const mailsAbout = async (number: string) =>
  (await control<{ subject: string }[]>("GET", "mailbox"))
    .map(({ subject }) => subject)
    .filter((subject) => subject.includes(number));

/** State of faults and deliveries at the Stripe-compatible server. */
type ProviderState = {
  deliveries: { pending?: number };
  faults: { requests: { path: string; times: number }[]; webhooks: { drop: number; duplicate: number } };
};
export const provider = () => control<ProviderState>("GET", "stripe/state");

type Delivery = { event: string; state: string; type: string };
export const deliveries = async () =>
  (await control<{ deliveries: Delivery[] }>("GET", "stripe/deliveries")).deliveries;

const sqs = () => new SQSClient({ useQueueUrlAsEndpoint: false });

const urlOf = (queue: string) => String(JSON.parse(process.env[`SST_RESOURCE_${queue}`] ?? "{}").url);

/** Deletes all messages of a queue. */
export const purge = (queue: string) => sqs().send(new PurgeQueueCommand({ QueueUrl: urlOf(queue) }));

/** Sends messages to a queue in one batch, unchanged. */
export const enqueue = (queue: string, bodies: string[]) =>
  sqs().send(
    new SendMessageBatchCommand({
      QueueUrl: urlOf(queue),
      Entries: bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody })),
    }),
  );
