import { attempt, type Outcome, typed } from "./attempt";

/** What a form of an account's pages hears back: what was typed is shown again, secrets never are. */
export async function answered(form: FormData, work: () => Promise<unknown>): Promise<Outcome> {
  const outcome = await attempt(work);
  if (outcome.ok) return outcome;
  const values = Object.entries(typed(form)).filter(([name]) => !/password|code|current/i.test(name));
  return { ...outcome, values: Object.fromEntries(values) };
}
