import { randomInt } from "node:crypto";
import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Secret } from "#platform/secret";
import { Text } from "#platform/text";
import { RecoveryCodeEntity } from "./recovery-code.entity";

export * as RecoveryCode from "./index";
export { forget } from "./writes";

export const codeCount = 10;

/** Characters of a code, without those that look alike: codes are written down and typed. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
const groupLength = 5;

const Owner = z.object({ subject: z.string().regex(/^(cus|stf)_[0-9A-HJKMNP-TV-Z]{26}$/) });

const Code = z
  .string("Enter a recovery code.")
  .max(200, "A recovery code has ten letters and digits.")
  .transform((text) => Text.compact(text).toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9]{10}$/, "A recovery code has ten letters and digits."));

/** Issues ten new codes of 50 random bits each, like "k7x2m-9fqwh". They replace all earlier ones. */
export const issue = fn(Owner, async ({ subject }) => {
  const codes = Array.from({ length: codeCount }, () => `${group()}-${group()}`);
  const digests = codes.map((code) => digest(subject, Code.parse(code)));
  await RecoveryCodeEntity.put({ subject, digests }).go();
  return codes;
});

/** Uses up a code. Throws `recovery.refused` for a wrong one and for one that was used before. */
export const use = fn(Owner.extend({ code: Code }), async ({ subject, code }) => {
  const used = digest(subject, code);
  const fits = await Dynamo.written(
    RecoveryCodeEntity.patch({ subject })
      .delete({ digests: [used] })
      .where(({ digests }, { contains }) => contains(digests, used))
      .go(),
  );
  if (!fits)
    throw new DomainError(
      "auth",
      "recovery.refused",
      "This recovery code is not right, or was used already.",
    );
});

/** Returns how many codes are unused. One request. */
export const left = fn(Owner, async ({ subject }) => {
  const { data } = await RecoveryCodeEntity.get({ subject }).go({ consistent: true });
  return data?.digests?.length ?? 0;
});

/** Returns the key of an owner's row, to read it together with other rows. */
export const rowKey = (subject: string) => Dynamo.keyOf(RecoveryCodeEntity.get({ subject }));

/** Returns what `left` does from raw items. */
export function leftIn(items: Record<string, unknown>[]) {
  const item = items.find((one) => Dynamo.entityOf(one) === "recovery");
  return (item && RecoveryCodeEntity.parse({ Item: item }).data?.digests?.length) ?? 0;
}

const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");

const digest = (subject: string, code: string) =>
  Secret.sign("LinkSecret", "recovery", `${subject} ${code}`).toString("base64url");
