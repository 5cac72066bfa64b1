import { attempt, type Outcome, typed } from "./attempt";

/** Runs an action of the account pages. A refusal has the typed values to show again, never a password or a code. */
export async function attemptForm(form: FormData, work: () => Promise<unknown>): Promise<Outcome> {
  const outcome = await attempt(work);
  if (outcome.ok) return outcome;
  const values = Object.entries(typed(form)).filter(([name]) => !/password|code|current/i.test(name));
  return { ...outcome, values: Object.fromEntries(values) };
}
