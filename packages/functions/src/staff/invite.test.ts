import { randomUUID } from "node:crypto";
import { Staff } from "@securecart/core/staff";
import { enqueue } from "@securecart/core/test/cloud";
import { expect, test, vi } from "vitest";
import { z } from "zod";

const Mails = z.array(z.object({ subject: z.string(), text: z.string() }));

async function mailsTo(email: string) {
  const answer = await fetch(`${process.env.SECURECART_CONTROL}/mailbox?to=${encodeURIComponent(email)}`);
  return Mails.parse(await answer.json());
}

const tokenIn = (text = "") => /\/admin\/invitation\/([\w-]{43})/.exec(text)?.[1] ?? "";

test("an invitation lets one staff member in, however often its message is delivered", async () => {
  const email = `${randomUUID()}@example.com`;
  const { staffId } = await Staff.invite({ email, roles: ["support"], actor: "staff:owner@example.com" });
  await enqueue("StaffEmailQueue", [JSON.stringify({ staffId })]);
  await vi.waitFor(async () => expect(await mailsTo(email)).toHaveLength(2), {
    timeout: 60_000,
    interval: 200,
  });
  const [one, other] = (await mailsTo(email)).map(({ text }) => tokenIn(text));
  expect(one).not.toBe(other);
  await Staff.accept({
    token: one ?? "",
    password: "a sentence that nobody guesses",
    device: "Firefox on Linux",
  });
  expect(await Staff.invited({ token: other ?? "" })).toBeNull();
  expect(await Staff.createInvitation({ staffId }), "a late message has no recipient").toBeNull();
});
