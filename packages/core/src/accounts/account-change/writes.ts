import { z } from "zod";
import { Clock } from "#platform/clock";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AccountChangeEntity, changes } from "./account-change.entity";

/** Retention of the changes of an account, in seconds: 90 days. */
const keptSeconds = 90 * 24 * 3600;

export const Owner = z.object({ subject: z.union([Id.schema("customer"), Id.schema("staff")]) });

export const New = Owner.extend({
  change: z.enum(changes),
  to: z.string().max(254),
  /** Label of the browser that made the change; the browser chooses it, so that it is cut. */
  device: z
    .string()
    .transform((name) => name.slice(0, 80))
    .optional(),
});

/** Returns the row of a change, for `record` and, after the transaction, `post`. */
export const row = fn(New, ({ device, ...rest }) => ({
  ...rest,
  ...(device && { device }),
  noticeId: Id.create("notice"),
  at: Clock.iso(),
  ttl: Clock.seconds(keptSeconds),
}));

export type Row = ReturnType<typeof row>;

/** Returns the write of a change's row, for the transaction that makes the change. */
export const record = (change: Row) => AccountChangeEntity.create(change);
