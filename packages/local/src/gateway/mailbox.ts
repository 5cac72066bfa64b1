import { z } from "zod";
import { openDatabase, transaction } from "../database";

const Email = z.object({
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
  configurationSet: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
});

/** An email as it was sent. It stays on this machine. */
export type Email = z.infer<typeof Email>;

/** All emails that the shop has sent, newest first. */
export type Mailbox = {
  add(email: Email): void;
  byId(id: string): Email | undefined;
  /** Returns emails by recipient: `to` matches the whole address, `like` a part of it. */
  list(query?: { to?: string | undefined; like?: string | undefined; limit?: number }): Email[];
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
  const rows = (found: unknown): Email[] =>
    z
      .array(Row)
      .parse(found)
      .map(({ mail }) => Email.parse(JSON.parse(mail)));

  return {
    add(email) {
      transaction(database, () => {
        const { lastInsertRowid } = insert.run(email.id, JSON.stringify(email));
        for (const to of [...email.to, ...email.cc, ...email.bcc])
          address.run(lastInsertRowid, addressOf(to));
      });
    },
    byId: (id) => rows(one.all(id))[0],
    list({ to, like, limit = 200 } = {}) {
      if (to) return rows(exact.all(addressOf(to), limit));
      if (like) return rows(containing.all(like.trim().toLowerCase(), limit));
      return rows(all.all(limit));
    },
  };
}

/** Returns the bare address of `Name <address>`, in lower case. */
function addressOf(text: string): string {
  return (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
}
