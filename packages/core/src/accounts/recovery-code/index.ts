import { randomInt } from "node:crypto";
import { z } from "zod";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Secret } from "#platform/secret";
import { Text } from "#platform/text";
import { RecoveryEntity } from "./recovery.entity";

export * as RecoveryCode from "./index";

export const codeCount = 10;

/** No letters or digits that look like one another: a code is written down and typed. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";
const groupLength = 5;

const Owner = z.object({ subject: z.string().regex(/^(cus|stf)_[0-9A-HJKMNP-TV-Z]{26}$/) });

const Code = z
  .string("Enter a recovery code.")
  .max(200, "A recovery code has ten letters and digits.")
  .transform((text) => Text.compact(text).toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9]{10}$/, "A recovery code has ten letters and digits."));

/** Ten new codes, 50 random bits each, like "k7x2m-9fqwh". The ones before are good no longer. */
export const issue = fn(Owner, async ({ subject }) => {
  const codes = Array.from({ length: codeCount }, () => `${group()}-${group()}`);
  await RecoveryEntity.put({ subject, digests: codes.map((code) => digest(subject, Code.parse(code))) }).go();
  return codes;
});

/** Spends a code. Throws `recovery.refused` for a wrong one and for one that was used. */
export const use = fn(Owner.extend({ code: Code }), async ({ subject, code }) => {
  const spent = digest(subject, code);
  await RecoveryEntity.patch({ subject })
    .delete({ digests: [spent] })
    .where(({ digests }, { contains }) => contains(digests, spent))
    .go()
    .catch((error) => {
      if (Dynamo.isConditionFailure(error))
        throw new DomainError(
          "auth",
          "recovery.refused",
          "This recovery code does not fit, or was used already.",
        );
      throw error;
    });
});

/** How many codes are left. One request. */
export const left = fn(Owner, async ({ subject }) => {
  const { data } = await RecoveryEntity.get({ subject }).go({ consistent: true });
  return data?.digests?.length ?? 0;
});

/** Forgets all codes. */
export const remove = fn(Owner, async (ref) => {
  await RecoveryEntity.delete(ref).go();
});

const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join("");

const digest = (subject: string, code: string) =>
  Secret.sign("LinkSecret", "recovery", `${subject} ${code}`).toString("base64url");
