/** Longest value shown again, in characters; more than any field accepts. */
const longestShown = 2_000;

/** Returns what was typed, to show it again. */
export function typed(form: FormData): Record<string, string> {
  if (!isForm(form)) return {};
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !name.startsWith("$") ? [[name, value.slice(0, longestShown)]] : [],
    ),
  );
}

/** Tells whether an action got a form: a script may call it with anything. */
export const isForm = (sent: unknown) => sent instanceof FormData;
