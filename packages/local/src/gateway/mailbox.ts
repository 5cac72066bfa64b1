import { z } from "zod";
import { openDatabase } from "../database";

const Mail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  bcc: z.array(z.string()),
  replyTo: z.array(z.string()),
  subject: z.string(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number() })),
  configurationSet: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
});

/** A mail as it was sent. Nothing leaves the machine. */
export type Mail = z.infer<typeof Mail>;

/** Every mail the shop has sent, newest first. */
export type Mailbox = {
  add(mail: Mail): void;
  byId(id: string): Mail | undefined;
  /** Mails to an address: exactly this one, or with `like` any that contains the text. */
  list(query?: { to?: string | undefined; like?: string | undefined; limit?: number }): Mail[];
};

const schema = `
  CREATE TABLE IF NOT EXISTS mails (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, mail TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS recipients (n INTEGER NOT NULL REFERENCES mails (n), address TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS recipients_address ON recipients (address, n);
`;

const Row = z.object({ mail: z.string() });

export function openMailbox(file: string): Mailbox {
  const database = openDatabase(file, schema);
  const insert = database.prepare("INSERT INTO mails (id, mail) VALUES (?, ?)");
  const address = database.prepare("INSERT INTO recipients (n, address) VALUES (?, ?)");
  const one = database.prepare("SELECT mail FROM mails WHERE id = ?");
  const all = database.prepare("SELECT mail FROM mails ORDER BY n DESC LIMIT ?");
  const exact = database.prepare(
    "SELECT mail FROM mails WHERE n IN (SELECT n FROM recipients WHERE address = ?) ORDER BY n DESC LIMIT ?",
  );
  const containing = database.prepare(
    "SELECT mail FROM mails WHERE n IN (SELECT n FROM recipients WHERE instr(address, ?) > 0) ORDER BY n DESC LIMIT ?",
  );
  const rows = (found: unknown): Mail[] =>
    z
      .array(Row)
      .parse(found)
      .map(({ mail }) => Mail.parse(JSON.parse(mail)));

  return {
    add(mail) {
      database.exec("BEGIN IMMEDIATE");
      try {
        const { lastInsertRowid } = insert.run(mail.id, JSON.stringify(mail));
        for (const to of [...mail.to, ...mail.cc, ...mail.bcc]) address.run(lastInsertRowid, addressOf(to));
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    byId: (id) => rows(one.all(id))[0],
    list({ to, like, limit = 200 } = {}) {
      if (to) return rows(exact.all(addressOf(to), limit));
      if (like) return rows(containing.all(like.trim().toLowerCase(), limit));
      return rows(all.all(limit));
    },
  };
}

/** The bare address of `Name <address>`. */
function addressOf(text: string): string {
  return (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
}
