import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Secret } from "#platform/secret";
import { audiences, methods, SessionEntity } from "./session.entity";

export * as Session from "./index";

export type Audience = (typeof audiences)[number];
export type Method = (typeof methods)[number];

/**
 * Limits of a session in seconds: `idle` without use, `absolute` in any case. `noted` is how old the recorded time of the
 * last use may get before it is written again.
 */
export const limits: Record<Audience, { idle: number; absolute: number; noted: number }> = {
  shop: { idle: 30 * 24 * 3600, absolute: 90 * 24 * 3600, noted: 15 * 60 },
  office: { idle: 30 * 60, absolute: 12 * 3600, noted: 60 },
};

/** Time after an authentication for which sensitive actions are allowed, in seconds. */
export const freshSeconds = 10 * 60;

const Subject = z.union([Id.schema("customer"), Id.schema("staff")]);
const Ref = z.object({ subject: Subject, sessionId: Id.schema("session") });

const Begin = z.object({
  subject: Subject,
  audience: z.enum(audiences),
  methods: z.array(z.enum(methods)).min(1),
  device: z.string().transform((label) => label.slice(0, 80) || "Unknown device"),
  /** Network address of the client. */
  origin: z.string().max(100),
});

/** Opens a session. Its token, `<subject>.<session>.<256 random bits>`, is returned this once and not stored. */
export const begin = fn(Begin, async ({ subject, audience, methods, device, origin }) => {
  const sessionId = Id.create("session");
  const secret = randomBytes(32).toString("base64url");
  const now = Clock.iso();
  await SessionEntity.create({
    subject,
    sessionId,
    secretHash: hashOf(secret),
    audience,
    beganAt: now,
    seenAt: now,
    endsAt: Clock.iso(limits[audience].absolute),
    authenticatedAt: now,
    methods,
    device,
    place: Secret.sign("LinkSecret", "session-place", origin).toString("base64url").slice(0, 22),
    ttl: Clock.seconds(limits[audience].absolute),
  }).go();
  return { token: [subject, sessionId, secret].join("."), sessionId };
});

const Token = z.object({ token: z.string(), audience: z.enum(audiences) });

export type Current = {
  sessionId: string;
  subject: string;
  audience: Audience;
  authenticatedAt: string;
  methods: Method[];
};

/**
 * Returns the open session of a token, or null. Counts as a use of the session, unless `quiet`: for requests that a page
 * sends automatically. A malformed token costs no read.
 */
export const read = fn(
  Token.extend({ quiet: z.boolean().default(false) }),
  async ({ token, audience, quiet }): Promise<Current | null> => {
    const row = await find(token, audience);
    if (!row) return null;
    const { sessionId, subject, authenticatedAt, methods } = row;
    if (!quiet && row.seenAt <= Clock.iso(-limits[audience].noted)) await recordUse({ subject, sessionId });
    return { sessionId, subject, audience, authenticatedAt, methods: [...methods] };
  },
);

/** Records that the session's owner has authenticated again. Returns false when the session has ended. */
export const confirm = fn(
  Token.extend({ method: z.enum(methods) }),
  async ({ token, audience, method }): Promise<boolean> => {
    const row = await find(token, audience);
    if (!row) return false;
    return Dynamo.written(
      SessionEntity.patch({ subject: row.subject, sessionId: row.sessionId })
        .set({ authenticatedAt: Clock.iso() })
        .add({ methods: [method] })
        .go(),
    );
  },
);

/** Tells whether the session's owner has authenticated within `freshSeconds`. */
export const isFresh = ({ authenticatedAt }: Pick<Current, "authenticatedAt">) =>
  authenticatedAt > Clock.iso(-freshSeconds);

export type Listed = Omit<Current, "authenticatedAt"> & { device: string; beganAt: string; seenAt: string };

/** Returns the open sessions of a subject, the one used last first. */
export const list = fn(z.object({ subject: Subject }), async ({ subject }): Promise<Listed[]> => {
  const rows = (await all(subject)).filter(isOpen);
  return rows
    .map(({ sessionId, audience, methods, device, beganAt, seenAt }) => ({
      sessionId,
      subject,
      audience,
      methods: [...methods],
      device,
      beganAt,
      seenAt,
    }))
    .sort((a, b) => b.seenAt.localeCompare(a.seenAt));
});

/** Ends a session, for every copy of its token. Ending it again changes nothing. */
export const revoke = fn(Ref, async (ref) => {
  await SessionEntity.delete(ref).go();
});

/** Ends the session of a token. Returns its subject, or null when the token opens no session. */
export const end = fn(Token, async ({ token, audience }) => {
  const row = await find(token, audience);
  if (row) await revoke({ subject: row.subject, sessionId: row.sessionId });
  return row ? { subject: row.subject } : null;
});

/** Ends all sessions of a subject, or all but one. Returns how many were ended. */
export const revokeAll = fn(
  z.object({ subject: Subject, except: Id.schema("session").optional() }),
  async ({ subject, except }) => {
    const ids = (await all(subject)).map(({ sessionId }) => sessionId).filter((id) => id !== except);
    if (ids.length > 0) await SessionEntity.delete(ids.map((sessionId) => ({ subject, sessionId }))).go();
    return { ended: ids.length };
  },
);

/** Reads all sessions of a subject. The read is consistent, so that a session opened just now is included. */
const all = async (subject: string) =>
  (await SessionEntity.query.bySubject({ subject }).go({ consistent: true, pages: "all" })).data;

type Row = Awaited<ReturnType<typeof all>>[number];

const isOpen = ({ audience, endsAt, seenAt }: Row) =>
  endsAt > Clock.iso() && seenAt > Clock.iso(-limits[audience].idle);

const shape = /^(?:cus|stf)_[0-9A-HJKMNP-TV-Z]{26}\.ses_[0-9A-HJKMNP-TV-Z]{26}\.[\w-]{43}$/;

async function find(token: string, audience: Audience) {
  if (token.length > 200 || !shape.test(token)) return null;
  const [subject = "", sessionId = "", secret = ""] = token.split(".");
  const { data: row } = await SessionEntity.get({ subject, sessionId }).go({ consistent: true });
  if (!row || row.audience !== audience || !isOpen(row)) return null;
  return Secret.same(Buffer.from(hashOf(secret)), Buffer.from(row.secretHash)) ? row : null;
}

/** Records that a session was used; one that was ended meanwhile stays ended. */
const recordUse = (ref: { subject: string; sessionId: string }) =>
  Dynamo.written(SessionEntity.patch(ref).set({ seenAt: Clock.iso() }).go());

/** Hashes a session's secret. It has 256 random bits, so that a plain hash cannot be reversed by guessing. */
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");
