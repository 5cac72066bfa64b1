import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";
import { Text } from "#platform/text";
import { ChallengeEntity, purposes } from "./challenge.entity";

export * as Challenge from "./index";

export type Purpose = (typeof purposes)[number];

/** A letter's code and link are good for so long, in seconds, and a code for so many tries. */
export const lifeSeconds = 10 * 60;
export const tries = 5;

/** A used or forgotten challenge stays a while for the letters that tell of it, in seconds. */
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

/** Begins one. Its id is a secret of the browser that asked, and opens nothing without the letter. */
export const create = fn(New, async ({ seconds, ...what }) => {
  const challengeId = Id.random("challenge");
  await ChallengeEntity.create({
    ...what,
    challengeId,
    triesLeft: tries,
    expiresAt: Clock.iso(seconds),
    ttl: Clock.seconds(keptSeconds),
  }).go();
  return { challengeId };
});

export type Challenged = { challengeId: string } & Omit<z.output<typeof New>, "seconds">;

/** A challenge as it stands, whatever became of it; null when there is none. */
export const byId = fn(Ref, async (ref) => (await ChallengeEntity.get(ref).go({ consistent: true })).data);

/** What an address was asked of late, newest first: for whoever owns it. */
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

/** As if it had never been asked. */
export const forget = fn(Ref, async (ref) => {
  await ChallengeEntity.delete(ref).go();
});

/** From now on its code and its link are answered: the letter is about to go out. */
export const arm = fn(Ref, async ({ challengeId }) => {
  await ChallengeEntity.patch({ challengeId }).set({ armedAt: Clock.iso() }).go();
});

/** Its letter has gone out and is not sent again; of one that was forgotten there is nothing to note. */
export const sent = fn(Ref, async ({ challengeId }) => {
  await ChallengeEntity.patch({ challengeId })
    .set({ sentAt: Clock.iso() })
    .go()
    .catch((error) => {
      if (!Dynamo.isConditionFailure(error)) throw error;
    });
});

/** Which of several mailboxes a code was sent to. */
export type Part = "only" | "before";

/** The six digits of a letter. */
export function code(challengeId: string, part: Part = "only") {
  const digest = Secret.sign("LinkSecret", `challenge-code-${part}`, challengeId);
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}

const signatureLength = 26;

/** What a letter's link carries: the id and 156 bits that only we can make. */
export const token = (challengeId: string) => `${challengeId}-${signature(challengeId)}`;

/** The challenge that a link's token names, or null when we did not make it; nothing is read for that. */
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

const Codes = z.object({ only: Code, before: Code.optional() });

/**
 * The challenge that these codes answer. Each call takes one of its tries before it looks, so that guesses sent at once
 * are counted as well. Throws `challenge.refused` for a wrong code, `challenge.over` when there is nothing to answer.
 */
export const answer = fn(
  Ref.extend({ purpose: z.enum(purposes), codes: Codes }),
  async ({ challengeId, purpose, codes }): Promise<Challenged> => {
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
    const right = (Object.keys(codes) as Part[]).map((part) =>
      fits(codes[part] ?? "", code(challengeId, part)),
    );
    if (!right.includes(false)) return challenged(row);
    if (row?.triesLeft === 0) throw over();
    throw new DomainError("auth", "challenge.refused", "This code is not right. Look at the latest letter.");
  },
);

/** The challenge that a link's token answers. Throws `challenge.over` when it answers nothing any more. */
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

/** Uses it up: of many who answer at once only one gets past this. */
export const use = fn(Ref, async ({ challengeId }) => {
  await ChallengeEntity.patch({ challengeId })
    .set({ usedAt: Clock.iso() })
    .where(({ usedAt }, { notExists }) => notExists(usedAt))
    .go()
    .catch(overWhenRefused);
});

/** Nothing to answer: it is used, too old, tried too often, or was never mailed. */
export const over = () =>
  new DomainError("auth", "challenge.over", "This code or link is no longer good. Ask for a new one.");

function challenged(row: Partial<Challenged> | null | undefined): Challenged {
  if (!row?.challengeId || !row.purpose || row.email === undefined) throw over();
  const { challengeId, purpose, email, carries = {} } = row;
  return { challengeId, purpose, email, carries };
}

function overWhenRefused(error: unknown): never {
  throw Dynamo.isConditionFailure(error) ? over() : error;
}

const fits = (given: string, right: string) => Secret.same(Buffer.from(given), Buffer.from(right));

/** 26 letters of base64url: 156 bits. */
const signature = (challengeId: string) =>
  Secret.sign("LinkSecret", "challenge-link", challengeId).toString("base64url").slice(0, signatureLength);
