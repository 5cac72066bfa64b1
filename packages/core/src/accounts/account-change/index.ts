import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import { Queue } from "#platform/queue";
import { changes, NoticeEntity } from "./notice.entity";

export * as AccountChange from "./index";

export type Change = (typeof changes)[number];
export { changes };

/** A sender that took a letter and is silent for so long is dead, in seconds; another may send it then. */
const leaseSeconds = 60;

/** So long it can be seen what was written, in seconds: 90 days. */
const keptSeconds = 90 * 24 * 3600;

const Subject = z.union([Id.schema("customer"), Id.schema("staff")]);
const Owner = z.object({ subject: Subject });

export const Ref = Owner.extend({ noticeId: Id.schema("notice") });

const New = Owner.extend({
  change: z.enum(changes),
  to: z.string().max(254),
  /** The browser that did it, as its owner knows it; a browser calls itself as it likes. */
  device: z
    .string()
    .transform((name) => name.slice(0, 80))
    .optional(),
});

/** The row of a letter, to be created in the transaction of the change that it tells, and posted after it. */
export function row(news: z.input<typeof New>) {
  const { device, ...rest } = New.parse(news);
  return {
    ...rest,
    ...(device && { device }),
    noticeId: Id.create("notice"),
    at: Clock.iso(),
    ttl: Clock.seconds(keptSeconds),
  };
}

/**
 * Hands a letter whose row is written to whoever writes letters. The message carries no address. While the queue is
 * away it is only logged: what was changed is changed, and must not look as if it were not.
 */
export const post = ({ subject, noticeId }: z.output<typeof Ref>) =>
  Queue.send("AccountEmailQueue", { kind: "account_change", subject, noticeId }).catch((error) =>
    Log.error("notice.not_posted", error, { noticeId }),
  );

/** Tells the owner of an account what was changed just now, where that was no transaction of ours. */
export async function tell(news: z.input<typeof New>) {
  const notice = row(news);
  await NoticeEntity.create(notice).go();
  await post(notice);
}

export type Told = Pick<ReturnType<typeof row>, "subject" | "change" | "to" | "device" | "at">;

/**
 * Sends a letter unless it was sent, or its owner was forgotten. A message that comes again while another sender is at
 * it is refused, so that the queue brings it back. Only a sender that dies between the mail service's yes and our note
 * of it leaves a letter that is sent once more.
 */
export async function once(ref: z.input<typeof Ref>, deliver: (notice: Told) => Promise<unknown>) {
  const { subject, noticeId } = Ref.parse(ref);
  const notice = await claim({ subject, noticeId });
  if (!notice) return;
  await deliver(notice).catch(async (error) => {
    await NoticeEntity.patch({ subject, noticeId }).remove(["leaseUntil"]).go();
    throw error;
  });
  await NoticeEntity.patch({ subject, noticeId }).set({ sentAt: Clock.iso() }).go();
}

/** What was written to the owner of an account, newest first. */
export const list = fn(Owner, async ({ subject }) => {
  const { data } = await NoticeEntity.query.bySubject({ subject }).go({ pages: "all", order: "desc" });
  return data.map(({ change, to, device, at, sentAt }) => ({
    change,
    to,
    device: device ?? null,
    at,
    sentAt,
  }));
});

/** Forgets what was written to somebody; a letter that waits is not sent any more. Answers how many there were. */
export const forget = fn(Owner, async ({ subject }) => {
  const { data } = await NoticeEntity.query.bySubject({ subject }).go({ pages: "all", consistent: true });
  await Promise.all(data.map(({ noticeId }) => NoticeEntity.delete({ subject, noticeId }).go()));
  return data.length;
});

/** The letter if it is ours to send now, null if there is nothing to send; throws while another sender may be at it. */
async function claim(ref: z.output<typeof Ref>): Promise<Told | null> {
  const { data: known } = await NoticeEntity.get(ref).go({ consistent: true });
  if (!known || known.sentAt) return null;
  const now = Clock.iso();
  await NoticeEntity.patch(ref)
    .set({ leaseUntil: Clock.iso(leaseSeconds) })
    .where(
      ({ sentAt, leaseUntil }, { notExists, lt }) =>
        `${notExists(sentAt)} AND (${notExists(leaseUntil)} OR ${lt(leaseUntil, now)})`,
    )
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
      throw new Error(`The letter ${ref.noticeId} is being sent by another process.`);
    });
  return known;
}
