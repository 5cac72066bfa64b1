import { expect, test } from "vitest";
import { messageFor } from "./message-for";

test("the URL can only select a message that the shop wrote", () => {
  const messages = { reset: "Your password has changed." };
  expect(messageFor(messages, "reset")).toBe(messages.reset);
  for (const code of ["", "Reset", "__proto__", "constructor", "toString", ["reset"], undefined, 7])
    expect(messageFor(messages, code), String(code)).toBeUndefined();
});
