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
export { revoke } from "./writes";

/** A code is good for so long, in seconds, and for as long before and after: clocks differ. */
export const stepSeconds = 30;
const tolerance = 1;

/** 160 bits, as RFC 4226 wants them. */
const keyBytes = 20;

const Subject = z.string().regex(/^(cus|stf)_[0-9A-HJKMNP-TV-Z]{26}$/, "Nobody has such an id.");
const Owner = z.object({ subject: Subject });

/** People type a code with a space in the middle. */
export const Code = z
  .string("Enter the code.")
  .max(200, "Enter the six digits.")
  .transform(Text.compact)
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits."));

/** A new key as text, as apps take it. */
export const newKey = () => new Key({ size: keyBytes }).base32;

/** The code of a key now, or so many steps from now: what an authenticator app shows. */
export const codeOf = (key: string, steps = 0) =>
  appOf(key).generate({ timestamp: Clock.now() + steps * stepSeconds * 1000 });

const Named = Owner.extend({
  /** What the app shows beside the code: the e-mail address. */
  name: z.string().min(1).max(254),
});

/**
 * Offers a key: as text, as the address that apps read, and as a picture of it (SVG). The same offer until it is
 * confirmed, so that a page that is loaded again does not disagree with the app; a key in use stays in use till then.
 */
export const enroll = fn(Named, async ({ subject, name }) => {
  const offered = (await read(subject))?.sealedOffer;
  const known = offered ? open(subject, offered) : null;
  const key = known ?? newKey();
  if (!known) {
    await TotpEntity.upsert({ subject, sealedOffer: close(subject, key) }).go();
  }
  const uri = appOf(key, name).toString();
  return { key: key.replace(/(.{4})(?=.)/g, "$1 "), uri, qr: renderSVG(uri, { border: 2 }) };
});

const WithCode = Owner.extend({ code: Code });

/** Takes the offered key into use when the app has it. Throws `totp.refused`, `totp.no_offer`. */
export const confirm = fn(WithCode, async ({ subject, code }) => {
  const row = await read(subject);
  if (!row?.sealedOffer)
    throw new DomainError("conflict", "totp.no_offer", "This key is in use already. Please start again.");
  const { sealedOffer } = row;
  const step = stepOf(open(subject, sealedOffer), code);
  if (step === null) throw refusal();
  await TotpEntity.patch({ subject })
    .set({ sealedKey: sealedOffer, usedStep: step, confirmedAt: Clock.iso() })
    .remove(["sealedOffer"])
    .where((at, { eq }) => eq(at.sealedOffer, sealedOffer))
    .go()
    .catch(refusedIfUsed);
});

/** Takes a known key into use: for an owner whose key stands in a file that only they can read. */
export const adopt = fn(
  Owner.extend({ key: z.string().regex(/^[A-Z2-7]{32}$/) }),
  async ({ subject, key }) => {
    const known = await read(subject);
    if (known?.sealedKey && open(subject, known.sealedKey) === key) return;
    await TotpEntity.put({
      subject,
      sealedKey: close(subject, key),
      usedStep: known?.usedStep ?? 0,
      confirmedAt: Clock.iso(),
    }).go();
  },
);

/** Spends a code. Throws `totp.refused` for a wrong one and for one that was used, or is older than one that was. */
export const verify = fn(WithCode, async ({ subject, code }) => {
  const row = await read(subject);
  const step = stepOf(row?.sealedKey ? open(subject, row.sealedKey) : null, code);
  if (step === null) throw refusal();
  await TotpEntity.patch({ subject })
    .set({ usedStep: step })
    .where(({ usedStep }, { lt }) => lt(usedStep, step))
    .go()
    .catch(refusedIfUsed);
});

/** Since when somebody has an app for codes, or null. One request. */
export const status = fn(Owner, async ({ subject }) => {
  const row = await read(subject);
  return row?.sealedKey ? { since: row.confirmedAt ?? row.createdAt } : null;
});

/** Forgets the app. False when there was none. */
export const remove = fn(Owner, async (ref) => {
  const { data } = await TotpEntity.delete(ref).go({ response: "all_old" });
  return Boolean(data?.sealedKey);
});

const read = async (subject: string) => (await TotpEntity.get({ subject }).go({ consistent: true })).data;

const appOf = (key: string, label = "") =>
  new TOTP({ issuer: Shop.name(), label, secret: Key.fromBase32(key), period: stepSeconds });

/** Which 30 seconds a code belongs to, or null when it is not near, or there is no key. */
function stepOf(key: string | null, code: string) {
  if (key === null) return null;
  const timestamp = Clock.now();
  const delta = appOf(key).validate({ token: code, window: tolerance, timestamp });
  return delta === null ? null : Math.floor(timestamp / 1000 / stepSeconds) + delta;
}

const close = (subject: string, key: string) => Secret.seal("LinkSecret", "totp", subject, key);

/** A key that was sealed with another secret, or for somebody else, is none. */
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
    "This code does not fit, or was used already. Enter the one that your app shows next.",
  );

function refusedIfUsed(error: unknown): never {
  if (Dynamo.isConditionFailure(error)) throw refusal();
  throw error;
}
