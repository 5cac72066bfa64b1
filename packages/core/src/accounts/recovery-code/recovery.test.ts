import { Id } from "@securecart/core/id";
import { RecoveryCode } from "@securecart/core/recovery-code";
import { expect, test } from "vitest";
import { RecoveryEntity } from "./recovery.entity";

const refused = expect.objectContaining({ code: "recovery.refused" });

test("ten codes, each good once, however they are typed", async () => {
  const subject = Id.create("staff");
  const codes = await RecoveryCode.issue({ subject });
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    await RecoveryCode.use({ subject, code: ` ${code.toUpperCase().replace("-", " ")} ` });
    await expect(RecoveryCode.use({ subject, code })).rejects.toEqual(refused);
  }
  expect(await RecoveryCode.left({ subject })).toBe(0);
});

test("of fifty who use one code at once, one gets in", async () => {
  const subject = Id.create("staff");
  const [code = ""] = await RecoveryCode.issue({ subject });
  const all = await Promise.allSettled(Array.from({ length: 50 }, () => RecoveryCode.use({ subject, code })));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await RecoveryCode.left({ subject })).toBe(9);
});

test("new codes end the old ones, and nobody's codes are another's", async () => {
  const [subject, other] = [Id.create("staff"), Id.create("customer")];
  const [old = ""] = await RecoveryCode.issue({ subject });
  const [fresh = ""] = await RecoveryCode.issue({ subject });
  await RecoveryCode.issue({ subject: other });
  await expect(RecoveryCode.use({ subject, code: old })).rejects.toEqual(refused);
  await expect(RecoveryCode.use({ subject: other, code: fresh })).rejects.toEqual(refused);
  await RecoveryCode.use({ subject, code: fresh });
});

test("the table holds digests, and whoever has no codes is refused like one with a wrong one", async () => {
  const subject = Id.create("staff");
  const codes = await RecoveryCode.issue({ subject });
  const { data } = await RecoveryEntity.get({ subject }).go();
  for (const code of codes) expect(JSON.stringify(data)).not.toContain(code.replace("-", ""));
  await RecoveryCode.remove({ subject });
  await expect(RecoveryCode.use({ subject, code: codes[0] ?? "" })).rejects.toEqual(refused);
});
