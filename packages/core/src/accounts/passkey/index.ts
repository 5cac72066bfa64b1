import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Shop } from "#platform/shop";
import { Text } from "#platform/text";
import { PasskeyEntity } from "./passkey.entity";
import { QuestionEntity } from "./question.entity";
import { AuthenticationResponse, RegistrationResponse } from "./response";

export * as Passkey from "./index";
export { revoke } from "./writes";

/** How long a browser may take to answer, in seconds. */
export const answerSeconds = 5 * 60;

/** EdDSA, ES256 and RS256: what every device speaks. */
const algorithms = [-8, -7, -257];

/** Nobody needs more, and a page must not ask a browser about hundreds. */
export const mostPasskeys = 20;

export type PasskeyRow = {
  credentialId: string;
  label: string;
  createdAt: string;
  usedAt?: string | undefined;
};

/**
 * Passkeys belong to the domain that the shop is configured with. Browsers have none for a bare address such as
 * 127.0.0.1; `localhost` is fine.
 */
export const possible = () => isIP(host().replace(/^\[|\]$/g, "")) === 0;

const host = () => new URL(Shop.url()).hostname;
const origin = () => new URL(Shop.url()).origin;

/** A customer or a member of staff. */
const Subject = z.string().regex(/^(cus|stf)_[0-9A-HJKMNP-TV-Z]{26}$/, "Nobody has such an id.");
const Owner = z.object({ subject: Subject });
const Named = Owner.extend({
  /** What the device shows beside the passkey: the e-mail address. */
  name: z.string().min(1).max(254),
});

/** What a browser needs to make a passkey. One query and one write. */
export const registration = fn(Named, async ({ subject, name }) => {
  const known = await rowsOf(subject);
  if (known.length >= mostPasskeys)
    throw new DomainError(
      "conflict",
      "passkey.too_many",
      `You have ${mostPasskeys} passkeys. Remove one first.`,
    );
  const options = await generateRegistrationOptions({
    rpName: Shop.name(),
    rpID: host(),
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(subject)),
    timeout: answerSeconds * 1000,
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    // It stands for a person by itself, so that the device must ask who holds it, and must know whose it is.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return ask<PublicKeyCredentialCreationOptionsJSON>("registration", options, subject);
});

const Label = Text.cleaned(60).default("");
const Made = Owner.extend({ challengeId: z.string().max(60), response: RegistrationResponse, label: Label });

/** Keeps the passkey that a browser made. Throws `passkey.refused`, also for an answer given before. */
export const register = fn(Made, async ({ subject, challengeId, response, label }) => {
  const question = await take(challengeId, "registration");
  if (question.subject !== subject) throw refusal();
  const made = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: question.challenge,
    expectedOrigin: origin(),
    expectedRPID: host(),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refuse);
  if (!made.verified) throw refusal();
  const { id, publicKey, counter } = made.registrationInfo.credential;
  await PasskeyEntity.create({
    subject,
    credentialId: id,
    publicKey: Buffer.from(publicKey).toString("base64url"),
    counter,
    transports: response.response.transports ?? [],
    label: label || "Passkey",
  })
    .go()
    .catch((error) => {
      if (Dynamo.isConditionFailure(error))
        throw new DomainError("conflict", "passkey.known", "This passkey is yours already.");
      throw error;
    });
  return { credentialId: id };
});

const Asked = z.object({
  /** Who is asked; without it any passkey of the shop may answer, and says whose it is. */
  subject: Subject.optional(),
});

/** What a browser needs to show that it has a passkey. The answer is alike for everyone when nobody is named. */
export const authentication = fn(Asked, async ({ subject }) => {
  const known = subject ? await rowsOf(subject) : [];
  const options = await generateAuthenticationOptions({
    rpID: host(),
    timeout: answerSeconds * 1000,
    userVerification: "required",
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  return ask<PublicKeyCredentialRequestOptionsJSON>("authentication", options, subject);
});

const Shown = z.object({ challengeId: z.string().max(60), response: AuthenticationResponse });

/**
 * Whose passkey a browser has shown. Throws `passkey.refused` when it is nobody's, was answered before or too late,
 * or is a copy: a device counts its uses, and a count that does not rise is somebody else's.
 */
export const authenticate = fn(Shown, async ({ challengeId, response }) => {
  const question = await take(challengeId, "authentication");
  const claimed = Subject.safeParse(question.subject ?? fromHandle(response.response.userHandle));
  if (!claimed.success) throw refusal();
  const ref = { subject: claimed.data, credentialId: response.id };
  const { data: known } = await PasskeyEntity.get(ref).go({ consistent: true });
  if (!known) throw refusal();
  const shown = await verifyAuthenticationResponse({
    response: response as Parameters<typeof verifyAuthenticationResponse>[0]["response"],
    expectedChallenge: question.challenge,
    expectedOrigin: origin(),
    expectedRPID: host(),
    requireUserVerification: true,
    credential: {
      id: known.credentialId,
      publicKey: new Uint8Array(Buffer.from(known.publicKey, "base64url")),
      counter: known.counter,
    },
  }).catch(refuse);
  if (!shown.verified) throw refusal();
  await PasskeyEntity.patch(ref)
    .set({ counter: shown.authenticationInfo.newCounter, usedAt: Clock.iso() })
    .where(({ counter }, { eq }) => eq(counter, known.counter))
    .go()
    .catch((error) => {
      throw Dynamo.isConditionFailure(error) ? refusal() : error;
    });
  return ref;
});

/** Somebody's passkeys, the oldest first. One query. */
export const list = fn(
  Owner,
  async ({ subject }): Promise<PasskeyRow[]> =>
    (await rowsOf(subject))
      .map(({ credentialId, label, createdAt, usedAt }) => ({ credentialId, label, createdAt, usedAt }))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
);

/** Forgets a passkey. False when there is none such. */
export const remove = fn(Owner.extend({ credentialId: z.string().min(1).max(1400) }), async (ref) => {
  const { data } = await PasskeyEntity.delete(ref).go({ response: "all_old" });
  return data !== null;
});

/** Forgets all of somebody's passkeys. */
export const removeAll = fn(Owner, async ({ subject }) => {
  const known = await rowsOf(subject);
  await Promise.all(known.map(({ credentialId }) => PasskeyEntity.delete({ subject, credentialId }).go()));
  return known.length;
});

const rowsOf = async (subject: string) =>
  (await PasskeyEntity.query.bySubject({ subject }).go({ pages: "all", consistent: true })).data;

/** Writes down what is asked. The id is of no use without a device that signs the challenge. */
async function ask<Options extends { challenge: string }>(
  kind: "registration" | "authentication",
  options: Options,
  subject: string | undefined,
) {
  const challengeId = randomBytes(24).toString("base64url");
  await QuestionEntity.create({
    challengeId,
    kind,
    challenge: options.challenge,
    ...(subject && { subject }),
    endsAt: Clock.iso(answerSeconds),
    ttl: Clock.seconds(answerSeconds),
  }).go();
  return { challengeId, options };
}

/** Takes a question away; of two answers to it, only one finds it. */
async function take(challengeId: string, kind: "registration" | "authentication") {
  const { data } = await QuestionEntity.delete({ challengeId }).go({ response: "all_old" });
  const { challenge, kind: asked, endsAt, subject } = data ?? {};
  if (!challenge || asked !== kind || !endsAt || endsAt <= Clock.iso()) throw refusal();
  return { challenge, subject };
}

const fromHandle = (handle: string | null | undefined) =>
  handle ? Buffer.from(handle, "base64url").toString("utf8") : undefined;

const refusal = () =>
  new DomainError("auth", "passkey.refused", "This passkey was not accepted. Please try again.");

/** The library throws a plain error for whatever does not fit: a foreign origin, a bad signature, an old counter. */
function refuse(): never {
  throw refusal();
}
