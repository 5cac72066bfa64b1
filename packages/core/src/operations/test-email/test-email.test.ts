import { randomUUID } from "node:crypto";
import { Staff } from "@securecart/core/staff";
import { TestEmail } from "@securecart/core/test-email";
import { expect, test } from "vitest";
import { z } from "zod";

const words = { subject: "About {number}", heading: "Hello", body: "Text." };
const compose: TestEmail.Compose = async (kind, shop, _link, { subject }) => ({
  subject: `${subject} of ${shop}`,
  html: `<p>${kind}</p>`,
  text: kind,
});

async function subjectsTo(email: string) {
  const answer = await fetch(
    `${process.env.AWS_ENDPOINT_URL_SESV2}/mailbox.json?to=${encodeURIComponent(email)}`,
  );
  return z.array(z.object({ subject: z.string() })).parse(await answer.json());
}

test("a test email goes to the active staff member who requested it, and says that it is one", async () => {
  const email = `${randomUUID()}@example.com`;
  const { staffId } = await Staff.ensure({
    email,
    password: "a sentence that nobody guesses",
    roles: ["owner"],
  });
  await TestEmail.send({ staffId, testOf: "shipped", words }, compose);
  expect(await subjectsTo(email)).toMatchObject([
    { subject: expect.stringMatching(/^\[Test\] About \{number\} of .+/) },
  ]);
});

test("a staff member who is only invited gets no test email", async () => {
  const email = `${randomUUID()}@example.com`;
  const { staffId } = await Staff.invite({ email, roles: ["owner"], actor: "staff:test" });
  await TestEmail.send({ staffId, testOf: "shipped", words }, compose);
  expect(await subjectsTo(email)).toEqual([]);
});

test("a message about an unknown email is refused", () => {
  const message = { staffId: `stf_${"0".repeat(26)}`, testOf: "constructor", words };
  expect(TestEmail.Message.safeParse(message).success).toBe(false);
});
