import { Secret as Key, TOTP } from "otpauth";
import { renderSVG } from "uqr";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Secret } from "#platform/secret";
import { Shop } from "#platform/shop";
import { Text } from "#platform/text";
import { TotpEntity } from "./totp.entity";

export * as Totp from "./index";
export { forget, revoke } from "./writes";

/** Length of a time step, for which a code is valid, in seconds. */
export const stepSeconds = 30;

/** Number of steps before and after its own for which a code is accepted: clocks differ. */
const tolerance = 1;

/** Length of a key: 160 bits, as RFC 4226 recommends. */
const keyBytes = 20;

const Subject = z
  .string()
  .regex(/^(cus|stf)_[0-9A-HJKMNP-TV-Z]{26}$/, "This is not the id of a customer or a staff member.");
const Owner = z.object({ subject: Subject });

/** Six digits, typed with or without spaces. */
export const Code = z
  .string("Enter the code.")
  .max(200, "Enter the six digits.")
  .transform(Text.compact)
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits."));

/** Key as the text that apps accept. */
export const KeyText = z.string().regex(/^[A-Z2-7]{32}$/);

/** Creates a key, as the text that apps accept. */
export const newKey = () => new Key({ size: keyBytes }).base32;

/** Returns the code that an authenticator app shows for a key, now or a number of steps later. */
export const codeOf = (key: string, steps = 0) =>
  appOf(key).generate({ timestamp: Clock.now() + steps * stepSeconds * 1000 });

const Named = Owner.extend({
  /** Email address, which the app shows beside the code. */
  name: z.string().min(1).max(254),
});

/**
 * Offers a key as text, as the URI that apps read, and as a QR code of it (SVG). The offer stays the same until it is
 * confirmed, so that a page that is loaded again agrees with the app. Until then the present key stays in use.
 */
export const enroll = fn(Named, async ({ subject, name }) => {
  const offered = (await read(subject))?.sealedOffer;
  const known = offered ? open(subject, offered) : null;
  const key = known ?? newKey();
  if (!known) {
    await TotpEntity.upsert({ subject, sealedOffer: close(subject, key) }).go();
  }
  const uri = appOf(key, await Shop.name(), name).toString();
  return { key: key.replace(/(.{4})(?=.)/g, "$1 "), uri, qr: renderSVG(uri, { border: 2 }) };
});

const WithCode = Owner.extend({ code: Code });

/** Puts the offered key into use when a code shows that the app has it. Throws `totp.refused`, `totp.no_offer`. */
export const confirm = fn(WithCode, async ({ subject, code }) => {
  const row = await read(subject);
  if (!row?.sealedOffer)
    throw new DomainError("conflict", "totp.no_offer", "This key is in use already. Please start again.");
  const { sealedOffer } = row;
  const step = stepOf(open(subject, sealedOffer), code);
  if (step === null) throw refusal();
  const confirmed = await Dynamo.written(
    TotpEntity.patch({ subject })
      .set({ sealedKey: sealedOffer, usedStep: step, confirmedAt: Clock.iso() })
      .remove(["sealedOffer"])
      .where((at, { eq }) => eq(at.sealedOffer, sealedOffer))
      .go(),
  );
  if (!confirmed) throw refusal();
});

/** Puts a given key into use, for an owner who keeps it in a file of their own. */
export const adopt = fn(Owner.extend({ key: KeyText }), async ({ subject, key }) => {
  const known = await read(subject);
  if (known?.sealedKey && open(subject, known.sealedKey) === key) return;
  await TotpEntity.put({
    subject,
    sealedKey: close(subject, key),
    usedStep: known?.usedStep ?? 0,
    confirmedAt: Clock.iso(),
  }).go();
});

/** Uses up a code. Throws `totp.refused` for a wrong one, and for one that is not newer than the last one used. */
export const verify = fn(WithCode, async ({ subject, code }) => {
  const row = await read(subject);
  const step = stepOf(row?.sealedKey ? open(subject, row.sealedKey) : null, code);
  if (step === null) throw refusal();
  const used = await Dynamo.written(
    TotpEntity.patch({ subject })
      .set({ usedStep: step })
      .where(({ usedStep }, { lt }) => lt(usedStep, step))
      .go(),
  );
  if (!used) throw refusal();
});

/** Returns since when an app is in use, or null when there is none. One request. */
export const status = fn(Owner, async ({ subject }) => statusOf(await read(subject)));

/** Returns the key of an owner's row, to read it together with other rows. */
export const rowKey = (subject: string) => Dynamo.keyOf(TotpEntity.get({ subject }));

/** Returns what `status` does from raw items. */
export function statusIn(items: Record<string, unknown>[]) {
  const item = items.find((one) => Dynamo.entityOf(one) === "totp");
  return statusOf(item ? TotpEntity.parse({ Item: item }).data : null);
}

const statusOf = (row: Awaited<ReturnType<typeof read>>) =>
  row?.sealedKey ? { since: row.confirmedAt ?? row.createdAt } : null;

const read = async (subject: string) => (await TotpEntity.get({ subject }).go({ consistent: true })).data;

const appOf = (key: string, issuer = "", label = "") =>
  new TOTP({ issuer, label, secret: Key.fromBase32(key), period: stepSeconds });

/** Returns the time step of a code, or null when it is not the code of a near step, or there is no key. */
function stepOf(key: string | null, code: string) {
  if (key === null) return null;
  const timestamp = Clock.now();
  const delta = appOf(key).validate({ token: code, window: tolerance, timestamp });
  return delta === null ? null : Math.floor(timestamp / 1000 / stepSeconds) + delta;
}

const close = (subject: string, key: string) => Secret.seal("LinkSecret", "totp", subject, key);

/** Returns an unsealed key, or null when it was sealed with another secret or for another owner. */
function open(subject: string, sealed: string) {
  try {
    return Secret.unseal("LinkSecret", "totp", subject, sealed);
  } catch {
    return null;
  }
}

const refusal = () =>
  new DomainError(
    "auth",
    "totp.refused",
    "This code is not right, or was used already. Enter the next one that your app shows.",
  );
