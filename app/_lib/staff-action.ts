import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";
import { refresh } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "./attempt";
import { type Gate, requireMember, requireStaff } from "./staff-session";

/** Made with the page: a form that is sent twice is one request. */
const Request = z.object({ requestId: z.uuid() });

export type Signed = { actor: string; requestId: string };

/**
 * What every action of the back office does: it looks for itself who asks and whether they may, reads the form, does
 * its work and shows the page anew, also after a refusal, because then somebody else was at work.
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
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

/**
 * What a member does to their own account, whatever their roles; the domain writes it down. `fresh` asks for the
 * password again before what must not be done on a borrowed laptop.
 */
export async function ownAction<Shape extends z.ZodType>(
  gate: { fresh: boolean },
  form: FormData,
  shape: Shape,
  work: (input: z.output<Shape>, staff: StaffMember) => Promise<unknown>,
): Promise<Outcome> {
  const staff = await requireMember({ ...gate, from: "/admin/security" });
  const outcome = await attempt(async () => work(shape.parse(fields(form)), staff));
  refresh();
  return outcome;
}

/** A whole number, as a text field has it. */
export const Whole = (message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^[+-]?\d{1,7}$/, message)
    .transform(Number);
