import type { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Lease } from "#platform/lease";
import { Log } from "#platform/log";
import { Queue } from "#platform/queue";
import { AccountChangeEntity, changes } from "./account-change.entity";
import { New, Owner, type Row, record, row } from "./writes";

export * as AccountChange from "./index";
export { changes, record, row };

export type Change = (typeof changes)[number];

export const Ref = Owner.extend({ noticeId: Id.schema("notice") });

/**
 * Queues the email about a recorded change. The message carries no email address. While the queue is unavailable the
 * failure is only logged: the change is made and must not look as if it had failed.
 */
export const post = ({ subject, noticeId }: z.output<typeof Ref>) =>
  Queue.send("AccountEmailQueue", { kind: "account_change", subject, noticeId }).catch((error) =>
    Log.error("account_change.not_posted", error, { noticeId }),
  );

/** Records a change that was made outside of a transaction of ours, and queues the email about it. */
export const notify = fn(New, async (news) => {
  const change = row(news);
  await record(change).go();
  await post(change);
});

export type Recorded = Pick<Row, "subject" | "change" | "to" | "device" | "at">;

/**
 * Delivers the email about a change unless it was sent or its owner was forgotten. Throws while another process sends
 * it, so that the queue delivers the message again. Only a process that dies after the email service has accepted the
 * email and before that is recorded causes a second email.
 */
export const deliver = fn(Ref, async (ref, send: (change: Recorded) => Promise<unknown>) => {
  const change = await unsent(ref);
  if (!change) return;
  const patch = () => AccountChangeEntity.patch(ref);
  await Lease.once(
    {
      name: `The email about ${ref.noticeId}`,
      take: () =>
        patch()
          .set({ leaseUntil: Lease.end() })
          .where((at, is) => `${is.notExists(at.sentAt)} AND ${Lease.isFree(at.leaseUntil, is)}`)
          .go(),
      isDone: async () => !(await unsent(ref)),
      finish: () => patch().set({ sentAt: Clock.iso() }).go(),
      release: () => patch().remove(["leaseUntil"]).go(),
    },
    () => send(change),
  );
});

/** Returns a change whose email was not sent yet, or null. */
async function unsent(ref: z.output<typeof Ref>): Promise<Recorded | null> {
  const { data: change } = await AccountChangeEntity.get(ref).go({ consistent: true });
  return change && !change.sentAt ? change : null;
}

/** Returns the changes of an account, newest first. */
export const list = fn(Owner, async ({ subject }) => {
  const { data } = await AccountChangeEntity.query.bySubject({ subject }).go({ pages: "all", order: "desc" });
  return data.map(({ change, to, device, at, sentAt }) => ({
    change,
    to,
    device: device ?? null,
    at,
    sentAt,
  }));
});

/** Deletes the changes of an account; queued emails are not sent any more. Returns how many there were. */
export const forget = fn(Owner, async ({ subject }) => {
  const { data } = await AccountChangeEntity.query
    .bySubject({ subject })
    .go({ pages: "all", consistent: true });
  await Promise.all(data.map(({ noticeId }) => AccountChangeEntity.delete({ subject, noticeId }).go()));
  return data.length;
});
