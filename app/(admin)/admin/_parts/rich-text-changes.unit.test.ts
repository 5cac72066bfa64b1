import { expect, test } from "vitest";
import { type Change, changes } from "./rich-text-changes";

/** Applies a change to a text whose selection is between brackets, and returns it in the same form. */
function apply(change: Change, marked: string) {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧") - 1;
  const next = changes[change]({ text: marked.replace(/[⟦⟧]/g, ""), start, end });
  const { text } = next;
  return `${text.slice(0, next.start)}⟦${text.slice(next.start, next.end)}⟧${text.slice(next.end)}`;
}

test.each<[Change, string, string]>([
  ["bold", "A ⟦blue⟧ mug", "A **⟦blue⟧** mug"],
  ["bold", "A **⟦blue⟧** mug", "A ⟦blue⟧ mug"],
  ["bold", "A ⟦⟧", "A **⟦bold text⟧**"],
  ["italic", "⟦Blue⟧", "_⟦Blue⟧_"],
  ["link", "See ⟦care⟧.", "See [care](⟦https://⟧)."],
  ["heading", "Ca⟦⟧re\nWash", "⟦## Care⟧\nWash"],
  ["heading", "⟦## Care⟧", "⟦Care⟧"],
  ["list", "Sizes\n⟦S\nM\n⟧L", "Sizes\n⟦- S\n- M⟧\nL"],
  ["list", "- ⟦S⟧", "⟦S⟧"],
])("%s changes %j to %j", (change, before, after) => expect(apply(change, before)).toBe(after));
