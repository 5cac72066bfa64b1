import { Id } from "@securecart/core/id";
import { RecoveryCode } from "@securecart/core/recovery-code";
import { expect, test } from "vitest";
import { RecoveryCodeEntity } from "./recovery-code.entity";

const refused = expect.objectContaining({ code: "recovery.refused" });

test("each of ten codes works once, in whatever form it is typed", async () => {
  const subject = Id.create("staff");
  const codes = await RecoveryCode.issue({ subject });
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    await RecoveryCode.use({ subject, code: ` ${code.toUpperCase().replace("-", " ")} ` });
    await expect(RecoveryCode.use({ subject, code })).rejects.toEqual(refused);
  }
  expect(await RecoveryCode.left({ subject })).toBe(0);
});

test("of fifty simultaneous uses of a code one succeeds", async () => {
  const subject = Id.create("staff");
  const [code = ""] = await RecoveryCode.issue({ subject });
  const all = await Promise.allSettled(Array.from({ length: 50 }, () => RecoveryCode.use({ subject, code })));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await RecoveryCode.left({ subject })).toBe(9);
});

test("new codes replace the old ones, and work for their owner only", async () => {
  const [subject, other] = [Id.create("staff"), Id.create("customer")];
  const [old = ""] = await RecoveryCode.issue({ subject });
  const [fresh = ""] = await RecoveryCode.issue({ subject });
  await RecoveryCode.issue({ subject: other });
  await expect(RecoveryCode.use({ subject, code: old })).rejects.toEqual(refused);
  await expect(RecoveryCode.use({ subject: other, code: fresh })).rejects.toEqual(refused);
  await RecoveryCode.use({ subject, code: fresh });
});

test("the table holds digests, and an owner without codes is refused as with a wrong code", async () => {
  const subject = Id.create("staff");
  const codes = await RecoveryCode.issue({ subject });
  const { data } = await RecoveryCodeEntity.get({ subject }).go();
  for (const code of codes) expect(JSON.stringify(data)).not.toContain(code.replace("-", ""));
  await RecoveryCode.forget({ subject }).go();
  await expect(RecoveryCode.use({ subject, code: codes[0] ?? "" })).rejects.toEqual(refused);
});
