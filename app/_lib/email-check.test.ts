import { expect, test } from "vitest";
import { attempt } from "./attempt";
import { askAboutEmail, withChosenEmail } from "./email-check";

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};
const checked = (fields: Record<string, string>) => attempt(async () => askAboutEmail(form(fields)));

test("an address that looks mistyped is questioned once, and passes when it is sent again", async () => {
  expect(await checked({ email: "ada@gmial.com" })).toMatchObject({
    ok: false,
    suggestions: { email: "ada@gmail.com" },
  });
  expect(await checked({ email: "ada@gmial.com", emailAsked: "ada@gmial.com" })).toEqual({ ok: true });
  expect(await checked({ email: "ada@hotmial.com", emailAsked: "ada@gmial.com" })).toMatchObject({
    ok: false,
  });
  expect(await checked({ email: "ada@example.com" })).toEqual({ ok: true });
});

test("a chosen suggestion replaces what was typed", async () => {
  const chosen = withChosenEmail(
    form({ name: "Ada", email: "ada@gmial.com", emailAsked: "ada@gmial.com", emailInstead: "ada@gmail.com" }),
  );
  expect(chosen.getAll("email")).toEqual(["ada@gmail.com"]);
  expect(chosen.get("name")).toBe("Ada");
});
