/** Longest value that is shown again, in characters: that of a long page or list of prices, with each line break as two. */
const longestShown = 65_000;

/** Returns what was typed, to show it again. A repeated name, such as that of ticked boxes, has one value per line. */
export function typed(form: FormData): Record<string, string> {
  if (!isForm(form)) return {};
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$"));
  return Object.fromEntries(
    names.map((name) => {
      const texts = form.getAll(name).filter((value) => typeof value === "string");
      return [name, texts.join("\n").slice(0, longestShown)];
    }),
  );
}

/** Tells whether an action got a form: a script may call it with anything. */
export const isForm = (sent: unknown) => sent instanceof FormData;
