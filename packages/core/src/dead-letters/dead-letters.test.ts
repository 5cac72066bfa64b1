import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Audit } from "@securecart/core/audit";
import { DeadLetters } from "@securecart/core/dead-letters";
import { expect, test, vi } from "vitest";
import { enqueue } from "../../test/cloud";

const by = { actor: "staff:ada@example.com" };
const queue = "CatalogQueue";
const soon = { timeout: 30_000, interval: 500 };

/** The letters that this test put there, once they can all be seen. */
async function letters(mark: string, count: number) {
  return vi.waitFor(async () => {
    const found = (await DeadLetters.list()).filter(({ body }) => body.includes(mark));
    expect(found).toHaveLength(count);
    return found;
  }, soon);
}

test("a dead letter is sent again or thrown away, once, and both are written down", async () => {
  const mark = randomUUID();
  await enqueue("CatalogQueueDeadLetters", [`{"n":1,"mark":"${mark}"}`, `{"n":2,"mark":"${mark}"}`]);
  const found = await letters(mark, 2);
  const [first, second] = found
    .sort((a, b) => (a.body < b.body ? -1 : 1))
    .map(({ id }) => ({ queue, id }) as const);
  if (!first || !second) throw new Error("There are two letters.");
  const resend = { ...first, ...by, requestId: randomUUID() };
  await Admin.resendLetter(resend);
  await Admin.resendLetter(resend);
  await Admin.discardLetter({ ...second, ...by, requestId: randomUUID() });
  await letters(mark, 0);
  await expect(Admin.discardLetter({ ...second, ...by, requestId: randomUUID() })).rejects.toMatchObject({
    code: "dead_letters.gone",
  });
  const { rows } = await Audit.list({ subject: `dead_letter:${queue}:${first.id}` });
  expect(rows).toMatchObject([{ action: "dead_letter.resend", outcome: "done" }]);
});
