import { PurgeQueueCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";

/** What a test turns at the whole cloud, through its control door. */
const door = async <Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> => {
  const answer = await fetch(`${process.env.SECURECART_CONTROL}/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(method === "POST" && { body: JSON.stringify(body ?? {}) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
};

/** Moves the time of the shop and of its payment provider. */
export const advance = (advanceSeconds: number) => door("POST", "clock", { advanceSeconds });

/** Runs a schedule now. */
export const run = (schedule: "SweepOrders" | "SweepEvents" | "RecheckTaxIds") =>
  door("POST", `schedules/${schedule}/run`);

/** Ends a process as a crash would; it is started again. */
export const kill = (child: string) => door("POST", "kill", { child });

type Child = { name: string; state: string; restarts: number };
export const child = async (name: string) =>
  (await door<Child[]>("GET", "children")).find((found) => found.name === name);

type Letter = { queue: string; body: string; received: number };
export const deadLetters = () => door<Letter[]>("GET", "dead-letters");

/** The subjects of the mails about an order, by its number. */
export const mailsAbout = async (number: string) =>
  (await door<{ subject: string }[]>("GET", "mailbox"))
    .map(({ subject }) => subject)
    .filter((subject) => subject.includes(number));

/** What the payment provider says of its faults and deliveries. */
type ProviderState = {
  deliveries: { pending?: number };
  faults: { requests: { path: string; times: number }[]; webhooks: { drop: number; duplicate: number } };
};
export const provider = () => door<ProviderState>("GET", "stripe/state");

type Delivery = { event: string; state: string; type: string };
export const deliveries = async () =>
  (await door<{ deliveries: Delivery[] }>("GET", "stripe/deliveries")).deliveries;

const sqs = () => new SQSClient({ useQueueUrlAsEndpoint: false });

const urlOf = (queue: string) => String(JSON.parse(process.env[`SST_RESOURCE_${queue}`] ?? "{}").url);

/** A queue forgets everything it holds. */
export const purge = (queue: string) => sqs().send(new PurgeQueueCommand({ QueueUrl: urlOf(queue) }));

/** Puts messages in a queue together, as they are. */
export const enqueue = (queue: string, bodies: string[]) =>
  sqs().send(
    new SendMessageBatchCommand({
      QueueUrl: urlOf(queue),
      Entries: bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody })),
    }),
  );
