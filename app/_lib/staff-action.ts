import { Staff } from "@securecart/core/staff";
import { refresh } from "next/cache";
import { z } from "zod";
import { attempt, fields, type Outcome, typed } from "./attempt";
import { requireStaff } from "./staff-session";

/** Made with the page: a form that is sent twice is one request. */
const Request = z.object({ requestId: z.uuid() });

export type Signed = { actor: string; requestId: string };

/**
 * What every action of the back office does: it looks for itself who asks, reads the form, does its work and shows the
 * page anew, also after a refusal, because then somebody else was at work.
 */
export async function staffAction<Shape extends z.ZodType>(
  form: FormData,
  shape: Shape,
  work: (input: z.output<Shape>, by: Signed) => Promise<unknown>,
): Promise<Outcome> {
  const staff = await requireStaff();
  const outcome = await attempt(async () => {
    const sent = fields(form);
    const { requestId } = Request.parse(sent);
    await work(shape.parse(sent), { requestId, actor: Staff.actorOf(staff) });
  });
  refresh();
  return outcome.ok ? outcome : { ...outcome, values: typed(form) };
}

/** A whole number, as a text field has it. */
export const Whole = (message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^[+-]?\d{1,7}$/, message)
    .transform(Number);
