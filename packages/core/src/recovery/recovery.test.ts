import { Id } from "@securecart/core/id";
import { Recovery } from "@securecart/core/recovery";
import { expect, test } from "vitest";
import { RecoveryEntity } from "./recovery.entity";

const refused = expect.objectContaining({ code: "recovery.refused" });

test("ten codes, each good once, however they are typed", async () => {
  const subject = Id.create("staff");
  const codes = await Recovery.issue({ subject });
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    await Recovery.use({ subject, code: ` ${code.toUpperCase().replace("-", " ")} ` });
    await expect(Recovery.use({ subject, code })).rejects.toEqual(refused);
  }
  expect(await Recovery.left({ subject })).toBe(0);
});

test("of fifty who use one code at once, one gets in", async () => {
  const subject = Id.create("staff");
  const [code = ""] = await Recovery.issue({ subject });
  const all = await Promise.allSettled(Array.from({ length: 50 }, () => Recovery.use({ subject, code })));
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await Recovery.left({ subject })).toBe(9);
});

test("new codes end the old ones, and nobody's codes are another's", async () => {
  const [subject, other] = [Id.create("staff"), Id.create("customer")];
  const [old = ""] = await Recovery.issue({ subject });
  const [fresh = ""] = await Recovery.issue({ subject });
  await Recovery.issue({ subject: other });
  await expect(Recovery.use({ subject, code: old })).rejects.toEqual(refused);
  await expect(Recovery.use({ subject: other, code: fresh })).rejects.toEqual(refused);
  await Recovery.use({ subject, code: fresh });
});

test("the table holds digests, and whoever has no codes is refused like one with a wrong one", async () => {
  const subject = Id.create("staff");
  const codes = await Recovery.issue({ subject });
  const { data } = await RecoveryEntity.get({ subject }).go();
  for (const code of codes) expect(JSON.stringify(data)).not.toContain(code.replace("-", ""));
  await Recovery.remove({ subject });
  await expect(Recovery.use({ subject, code: codes[0] ?? "" })).rejects.toEqual(refused);
});
