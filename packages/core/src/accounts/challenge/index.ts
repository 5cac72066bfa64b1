import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";
import { Text } from "#platform/text";
import { ChallengeEntity, purposes } from "./challenge.entity";
import { redeem } from "./writes";

export * as Challenge from "./index";
export { redeem };

export type Purpose = (typeof purposes)[number];

/** Lifetime of the code and the link of an email, in seconds. */
export const lifeSeconds = 10 * 60;

/** Number of times that a code may be entered. */
export const tries = 5;

/** Retention of a challenge, used or not, in seconds: its email may be sent late. */
const keptSeconds = 24 * 3600;

const Ref = z.object({ challengeId: Id.schema("challenge") });

const New = z.object({
  purpose: z.enum(purposes),
  email: z.string().max(254),
  carries: z
    .object({
      name: z.string(),
      passwordHash: z.string(),
      customerId: z.string(),
      before: z.string(),
      orderNumber: z.string(),
    })
    .partial()
    .default({}),
  seconds: z.number().int().positive().default(lifeSeconds),
});

export type Carries = z.input<typeof New>["carries"];

/** Creates a challenge. Its id is a secret of the browser that requested it, and opens nothing without the email. */
export const create = fn(New, async ({ seconds, ...challenge }) => {
  const challengeId = Id.random("challenge");
  await ChallengeEntity.create({
    ...challenge,
    challengeId,
    triesLeft: tries,
    expiresAt: Clock.iso(seconds),
    ttl: Clock.seconds(keptSeconds),
  }).go();
  return { challengeId };
});

export type Challenged = { challengeId: string; createdAt: string } & Omit<z.output<typeof New>, "seconds">;

/** Returns a challenge in whatever state it is, or null when it does not exist. */
export const byId = fn(Ref, async (ref) => (await ChallengeEntity.get(ref).go({ consistent: true })).data);

/** Returns the recent challenges of an email address, newest first: for the owner of the address only. */
export const ofEmail = fn(z.object({ email: z.string().max(254) }), async ({ email }) => {
  const { data } = await ChallengeEntity.query.byEmail({ email }).go({ pages: "all", order: "desc" });
  return data.map(({ challengeId, purpose, createdAt, expiresAt, usedAt }) => ({
    challengeId,
    purpose,
    createdAt,
    expiresAt,
    usedAt: usedAt ?? null,
  }));
});

/** Deletes a challenge. */
export const forget = fn(Ref, async (ref) => {
  await ChallengeEntity.delete(ref).go();
});

/** Accepts the code and the link of a challenge from now on. Call it just before the email is sent. */
export const arm = fn(Ref, async ({ challengeId }) => {
  await ChallengeEntity.patch({ challengeId }).set({ armedAt: Clock.iso() }).go();
});

/** Records that the email was sent, so that it is not sent again. A deleted challenge stays deleted. */
export const sent = fn(Ref, async ({ challengeId }) => {
  await Dynamo.written(ChallengeEntity.patch({ challengeId }).set({ sentAt: Clock.iso() }).go());
});

/** Mailbox that a code is sent to: `only` the new or the single one, `before` the present one of an email change. */
export type Part = "only" | "before";

/** Returns the six digits of an email. */
export function code(challengeId: string, part: Part = "only") {
  const digest = Secret.sign("LinkSecret", `challenge-code-${part}`, challengeId);
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

const signatureLength = 26;

/** Returns the token of an email's link: the id and 156 bits that only we can compute. */
export const token = (challengeId: string) => `${challengeId}-${signature(challengeId)}`;

/** Returns the challenge that a link's token names, or null when the token is not ours. Reads nothing. */
export function open(candidate: string) {
  const challengeId = candidate.slice(0, -signatureLength - 1);
  if (!Id.schema("challenge").safeParse(challengeId).success) return null;
  const given = Buffer.from(candidate);
  return Secret.same(given, Buffer.from(token(challengeId))) ? challengeId : null;
}

/** Six digits as people type and paste them. */
export const Code = z
  .string("Enter the code from the email.")
  .max(200, "Enter the six digits from the email.")
  .transform(Text.compact)
  .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits from the email."));

const Answer = Ref.extend({
  purpose: z.enum(purposes),
  codes: z.object({ only: Code, before: Code.optional() }),
});

/**
 * Checks the codes of a challenge and returns it. Each call uses up one try before it checks, so that simultaneous
 * guesses count as well. Throws `challenge.refused` for a wrong code, `challenge.over` when the challenge is used,
 * expired, not armed, for another purpose, or out of tries.
 */
export const answer = fn(Answer, async ({ challengeId, purpose, codes }): Promise<Challenged> => {
  const now = Clock.iso();
  const { data: row } = await ChallengeEntity.patch({ challengeId })
    .subtract({ triesLeft: 1 })
    .where((at, { eq, exists, gt, notExists }) =>
      [
        eq(at.purpose, purpose),
        gt(at.triesLeft, 0),
        gt(at.expiresAt, now),
        exists(at.armedAt),
        notExists(at.usedAt),
      ].join(" AND "),
    )
    .go({ response: "all_new" })
    .catch(overWhenRefused);
  const fit = [
    fits(codes.only, code(challengeId)),
    codes.before === undefined || fits(codes.before, code(challengeId, "before")),
  ];
  if (!fit.includes(false)) return challenged(row);
  if (row?.triesLeft === 0) throw over();
  throw new DomainError("auth", "challenge.refused", "This code is not right. Check the latest email.");
});

/** Returns the challenge of a link's token. Throws `challenge.over` when the link is not valid, or no longer valid. */
export const follow = fn(
  z.object({ token: z.string().max(100), purpose: z.enum(purposes) }),
  async ({ token, purpose }): Promise<Challenged> => {
    const challengeId = open(token);
    const row = challengeId ? await byId({ challengeId }) : null;
    const alive = row?.armedAt && !row.usedAt && row.expiresAt > Clock.iso() && row.purpose === purpose;
    if (!alive) throw over();
    return challenged(row);
  },
);

/**
 * Redeems a challenge in a request of its own: of many simultaneous calls one succeeds, the others throw
 * `challenge.over`.
 */
export const use = fn(Ref, async (ref) => {
  if (!(await Dynamo.written(redeem(ref).go()))) throw over();
});

/** Returns the error for a challenge that is used, expired, out of tries, or was never sent. */
export const over = () =>
  new DomainError("auth", "challenge.over", "This code or link is no longer valid. Request a new one.");

function challenged(row: Partial<Challenged> | null | undefined): Challenged {
  if (!row?.challengeId || !row.purpose || row.email === undefined || !row.createdAt) throw over();
  const { challengeId, purpose, email, createdAt, carries = {} } = row;
  return { challengeId, purpose, email, createdAt, carries };
}

function overWhenRefused(error: unknown): never {
  throw Dynamo.isConditionFailure(error) ? over() : error;
}

const fits = (given: string, right: string) => Secret.same(Buffer.from(given), Buffer.from(right));

/** Returns 26 letters of base64url: 156 bits. */
const signature = (challengeId: string) =>
  Secret.sign("LinkSecret", "challenge-link", challengeId).toString("base64url").slice(0, signatureLength);
