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
import { CeremonyEntity } from "./ceremony.entity";
import { PasskeyEntity } from "./passkey.entity";
import { AuthenticationResponse, RegistrationResponse } from "./response";

export * as Passkey from "./index";
export { revoke } from "./writes";

/** Time that a browser has to respond, in seconds. */
export const responseSeconds = 5 * 60;

/** Signature algorithms that every device supports: EdDSA, ES256 and RS256. */
const algorithms = [-8, -7, -257];

/** Most passkeys of an owner: their ids are sent to the browser with each request. */
export const mostPasskeys = 20;

export type PasskeyRow = {
  credentialId: string;
  label: string;
  createdAt: string;
  usedAt?: string | undefined;
};

/**
 * Tells whether passkeys work at the shop's configured host. Browsers have none for an IP address such as 127.0.0.1;
 * `localhost` is fine.
 */
export const possible = () => isIP(host().replace(/^\[|\]$/g, "")) === 0;

const host = () => new URL(Shop.url()).hostname;
const origin = () => new URL(Shop.url()).origin;

const Subject = z
  .string()
  .regex(/^(cus|stf)_[0-9A-HJKMNP-TV-Z]{26}$/, "This is not the id of a customer or a staff member.");
const Owner = z.object({ subject: Subject });
const Named = Owner.extend({
  /** Email address, which the device shows beside the passkey. */
  name: z.string().min(1).max(254),
});

/** Returns the options with which a browser creates a passkey. One query and one write. Throws `passkey.too_many`. */
export const registration = fn(Named, async ({ subject, name }) => {
  const known = await rowsOf(subject);
  if (known.length >= mostPasskeys)
    throw new DomainError(
      "conflict",
      "passkey.too_many",
      `You have ${mostPasskeys} passkeys. Remove one first.`,
    );
  const options = await generateRegistrationOptions({
    rpName: await Shop.name(),
    rpID: host(),
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(subject)),
    timeout: responseSeconds * 1000,
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    // A passkey alone identifies its owner: the device must store the owner and verify the person.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return begin<PublicKeyCredentialCreationOptionsJSON>("registration", options, subject);
});

const Label = Text.cleaned(60).default("");
const Made = Owner.extend({ challengeId: z.string().max(60), response: RegistrationResponse, label: Label });

/** Stores the passkey that a browser has created. Throws `passkey.refused`, also for a response that was used before. */
export const register = fn(Made, async ({ subject, challengeId, response, label }) => {
  const ceremony = await end(challengeId, "registration");
  if (ceremony.subject !== subject) throw refusal();
  const made = await verifyRegistrationResponse({
    response,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: origin(),
    expectedRPID: host(),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refuse);
  if (!made.verified) throw refusal();
  const { id, publicKey, counter } = made.registrationInfo.credential;
  const created = await Dynamo.written(
    PasskeyEntity.create({
      subject,
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString("base64url"),
      counter,
      transports: response.response.transports,
      label: label || "Passkey",
    }).go(),
  );
  if (!created) throw new DomainError("conflict", "passkey.known", "You have added this passkey already.");
  return { credentialId: id };
});

const Request = z.object({
  /** Owner to authenticate; without it any passkey of the shop is accepted, and names its owner. */
  subject: Subject.optional(),
});

/** Returns the options with which a browser authenticates. Without a subject they do not depend on any account. */
export const authentication = fn(Request, async ({ subject }) => {
  const known = subject ? await rowsOf(subject) : [];
  const options = await generateAuthenticationOptions({
    rpID: host(),
    timeout: responseSeconds * 1000,
    userVerification: "required",
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  return begin<PublicKeyCredentialRequestOptionsJSON>("authentication", options, subject);
});

const Authentication = z.object({ challengeId: z.string().max(60), response: AuthenticationResponse });

/**
 * Returns the owner of the passkey that a browser has used. Throws `passkey.refused` when the passkey is unknown, the response is late
 * or was used before, or the passkey is a copy: a device counts its uses, and the count of a copy does not rise.
 */
export const authenticate = fn(Authentication, async ({ challengeId, response }) => {
  const ceremony = await end(challengeId, "authentication");
  const claimed = Subject.safeParse(ceremony.subject ?? fromHandle(response.response.userHandle));
  if (!claimed.success) throw refusal();
  const ref = { subject: claimed.data, credentialId: response.id };
  const { data: known } = await PasskeyEntity.get(ref).go({ consistent: true });
  if (!known) throw refusal();
  const shown = await verifyAuthenticationResponse({
    response,
    expectedChallenge: ceremony.challenge,
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
  const counted = await Dynamo.written(
    PasskeyEntity.patch(ref)
      .set({ counter: shown.authenticationInfo.newCounter, usedAt: Clock.iso() })
      .where(({ counter }, { eq }) => eq(counter, known.counter))
      .go(),
  );
  if (!counted) throw refusal();
  return ref;
});

/** Returns the passkeys of an owner, oldest first. One query. */
export const list = fn(
  Owner,
  async ({ subject }): Promise<PasskeyRow[]> =>
    (await rowsOf(subject))
      .map(({ credentialId, label, createdAt, usedAt }) => ({ credentialId, label, createdAt, usedAt }))
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
);

/** Deletes all passkeys of an owner and returns how many there were. */
export const removeAll = fn(Owner, async ({ subject }) => {
  const known = await rowsOf(subject);
  await Promise.all(known.map(({ credentialId }) => PasskeyEntity.delete({ subject, credentialId }).go()));
  return known.length;
});

const rowsOf = async (subject: string) =>
  (await PasskeyEntity.query.bySubject({ subject }).go({ pages: "all", consistent: true })).data;

/** Begins a ceremony. Its id is of no use without a device that signs the challenge. */
async function begin<Options extends { challenge: string }>(
  kind: "registration" | "authentication",
  options: Options,
  subject: string | undefined,
) {
  const challengeId = randomBytes(24).toString("base64url");
  await CeremonyEntity.create({
    challengeId,
    kind,
    challenge: options.challenge,
    ...(subject && { subject }),
    endsAt: Clock.iso(responseSeconds),
    ttl: Clock.seconds(responseSeconds),
  }).go();
  return { challengeId, options };
}

/** Ends a ceremony and returns it: of two responses to it only one finds it. Throws `passkey.refused`. */
async function end(challengeId: string, kind: "registration" | "authentication") {
  const { data } = await CeremonyEntity.delete({ challengeId }).go({ response: "all_old" });
  const { challenge, kind: begun, endsAt, subject } = data ?? {};
  if (!challenge || begun !== kind || !endsAt || endsAt <= Clock.iso()) throw refusal();
  return { challenge, subject };
}

const fromHandle = (handle: string | null | undefined) =>
  handle ? Buffer.from(handle, "base64url").toString("utf8") : undefined;

const refusal = () =>
  new DomainError("auth", "passkey.refused", "This passkey was not accepted. Please try again.");

/** Replaces the library's plain errors, for a foreign origin, a bad signature or an old counter among others. */
function refuse(): never {
  throw refusal();
}
