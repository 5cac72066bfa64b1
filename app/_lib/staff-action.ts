import { Overview } from "@securecart/core/overview";
import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";
import { refresh } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "./attempt";
import { type Gate, requireSignedIn, requireStaff } from "./staff-session";

/** ID created with the page, so that a form sent twice counts as one request. */
const Request = z.object({ requestId: z.uuid() });

export type Signed = { actor: string; requestId: string };

/**
 * Runs an action of the admin: authorizes the staff member, parses the form, does the work and refreshes the page. It
 * refreshes after a refusal too, because a refusal often means that another request changed the record.
 */
export async function staffAction<Shape extends z.ZodType>(
  gate: Duty | Gate,
  form: FormData,
  shape: Shape,
  work: (input: z.output<Shape>, by: Signed) => Promise<unknown>,
): Promise<Outcome> {
  const staff = await requireStaff(typeof gate === "string" ? { may: gate } : gate);
  const outcome = await attempt(async () => {
    const sent = fields(form);
    const { requestId } = Request.parse(sent);
    await work(shape.parse(sent), { requestId, actor: Staff.actorOf(staff) });
  });
  await Overview.recountSoon();
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

/**
 * Runs an action on the staff member's own account, whatever their roles; the domain records it in the audit log.
 * `fresh` requires the password again, for actions that must not be possible on a borrowed laptop.
 */
export async function ownAction<Shape extends z.ZodType>(
  gate: { fresh: boolean },
  form: FormData,
  shape: Shape,
  work: (input: z.output<Shape>, staff: StaffMember) => Promise<unknown>,
): Promise<Outcome> {
  const staff = await requireSignedIn({ ...gate, from: "/admin/security" });
  const outcome = await attempt(async () => work(shape.parse(fields(form)), staff));
  refresh();
  return outcome;
}

/** Parses a whole number from a text field. */
export const Whole = (message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^[+-]?\d{1,7}$/, message)
    .transform(Number);
