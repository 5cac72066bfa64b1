import { type EmailWords, Settings } from "@securecart/core/settings";

/**
 * Puts values into the text that a merchant wrote. A paragraph with a placeholder that has no value is left out. A value
 * is text: what looks like a placeholder in it stays as it is.
 */
export function filled({ subject, heading, body }: EmailWords, values: Record<string, string>) {
  const fill = (text: string) =>
    text.replaceAll(Settings.placeholder, (written, name: string) => values[name] ?? written);
  const isComplete = (text: string) =>
    [...text.matchAll(Settings.placeholder)].every(([, name = ""]) => values[name] !== "");
  return {
    subject: fill(subject).replaceAll(/\s+/g, " "),
    heading: fill(heading),
    paragraphs: body
      .split(/\n\s*\n/)
      .map((text) => text.trim())
      .filter((text) => text !== "" && isComplete(text))
      .map(fill),
  };
}
