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

/** A session ends when it was not used for so long (idle), and in any case after so long (absolute). Seconds. */
export const limits: Record<Audience, { idle: number; absolute: number; noted: number }> = {
  shop: { idle: 30 * 24 * 3600, absolute: 90 * 24 * 3600, noted: 15 * 60 },
  office: { idle: 30 * 60, absolute: 12 * 3600, noted: 60 },
};

/** Who proved who they are so long ago may do what is delicate, in seconds. */
export const freshSeconds = 10 * 60;

const Subject = z.union([Id.schema("customer"), Id.schema("staff")]);
const Ref = z.object({ subject: Subject, sessionId: Id.schema("session") });

const Begin = z.object({
  subject: Subject,
  audience: z.enum(audiences),
  methods: z.array(z.enum(methods)).min(1),
  device: z.string().transform((label) => label.slice(0, 80) || "Unknown device"),
  /** The network address that it comes from. */
  origin: z.string().max(100),
});

/** Opens a session. Its token is shown this once: `<subject>.<session>.<256 random bits>`. */
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
 * The session that a token opens, or null when there is none any more. Asking counts as using it, unless it is a page
 * that asks by itself (`quiet`). What no token looks like is turned away without a read.
 */
export const read = fn(
  Token.extend({ quiet: z.boolean().default(false) }),
  async ({ token, audience, quiet }): Promise<Current | null> => {
    const row = await find(token, audience);
    if (!row) return null;
    const { sessionId, subject, authenticatedAt, methods } = row;
    if (!quiet && row.seenAt <= Clock.iso(-limits[audience].noted)) await note({ subject, sessionId });
    return { sessionId, subject, audience, authenticatedAt, methods: [...methods] };
  },
);

/** Somebody proved once more who they are. Answers false when the session is over. */
export const confirm = fn(
  Token.extend({ method: z.enum(methods) }),
  async ({ token, audience, method }): Promise<boolean> => {
    const row = await find(token, audience);
    if (!row) return false;
    return SessionEntity.patch({ subject: row.subject, sessionId: row.sessionId })
      .set({ authenticatedAt: Clock.iso() })
      .add({ methods: [method] })
      .go()
      .then(() => true, goneWhenRefused);
  },
);

/** Whether this session's owner proved of late who they are. */
export const isFresh = ({ authenticatedAt }: Pick<Current, "authenticatedAt">) =>
  authenticatedAt > Clock.iso(-freshSeconds);

export type Listed = Omit<Current, "authenticatedAt"> & { device: string; beganAt: string; seenAt: string };

/** The sessions of a subject that are open, the one used last first. */
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

/** Ends the session of a token, if it is one. */
export const end = fn(Token, async ({ token, audience }) => {
  const row = await find(token, audience);
  if (row) await revoke({ subject: row.subject, sessionId: row.sessionId });
  return row ? { subject: row.subject } : null;
});

/** Ends all sessions of a subject, or all but the one that asks for it. */
export const revokeAll = fn(
  z.object({ subject: Subject, except: Id.schema("session").optional() }),
  async ({ subject, except }) => {
    const ids = (await all(subject)).map(({ sessionId }) => sessionId).filter((id) => id !== except);
    if (ids.length > 0) await SessionEntity.delete(ids.map((sessionId) => ({ subject, sessionId }))).go();
    return { ended: ids.length };
  },
);

/** The primary index is read, consistently: a session that began just now is among them. */
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

const note = (ref: { subject: string; sessionId: string }) =>
  SessionEntity.patch(ref)
    .set({ seenAt: Clock.iso() })
    .go()
    .then(() => true, goneWhenRefused);

/** It was ended in this moment. */
function goneWhenRefused(error: unknown) {
  if (Dynamo.isConditionFailure(error)) return false;
  throw error;
}

/** The secret is 256 random bits: a plain hash of it cannot be guessed back. */
const hashOf = (secret: string) => createHash("sha256").update(secret).digest("base64url");
