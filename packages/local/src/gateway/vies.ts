import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { now } from "../clock";
import { openDatabase } from "../database";
import { HttpError, readBody, sendJson } from "../http";
import { viesPath } from "./vies-path";

/**
 * Results by the first digits of a VAT number, after the test service of VIES, which defines them for whole numbers. All
 * other numbers are not registered.
 */
const results: Readonly<Record<string, string>> = {
  "100": "VALID",
  "200": "INVALID",
  "201": "INVALID_INPUT",
  "300": "SERVICE_UNAVAILABLE",
  "301": "MS_UNAVAILABLE",
  "302": "TIMEOUT",
  "400": "VAT_BLOCKED",
  "401": "IP_BLOCKED",
  "500": "GLOBAL_MAX_CONCURRENT_REQ",
  "501": "GLOBAL_MAX_CONCURRENT_REQ_TIME",
  "600": "MS_MAX_CONCURRENT_REQ",
  "601": "MS_MAX_CONCURRENT_REQ_TIME",
};

const Question = z.object({
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  vatNumber: z.string().regex(/^[A-Z0-9+*]{2,14}$/),
  requesterMemberStateCode: z.string().optional(),
  requesterNumber: z.string().optional(),
});

/** Sets the result for one VAT number, or for all without `taxId`. `answer` null removes the setting. */
const Setting = z.strictObject({
  taxId: z
    .string()
    .regex(/^[A-Z]{2}[A-Z0-9+*]{2,14}$/)
    .optional(),
  answer: z
    .string()
    .regex(/^[A-Z_]+$/)
    .nullable(),
});

type Question = z.output<typeof Question>;

const schema = `
  CREATE TABLE IF NOT EXISTS vies_answers (tax_id TEXT PRIMARY KEY, answer TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS vies_consultations (n INTEGER PRIMARY KEY AUTOINCREMENT, tax_id TEXT NOT NULL, answer TEXT NOT NULL, consultation TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS vies_consultations_tax_id ON vies_consultations (tax_id);
`;

const everyNumber = "*";
const bodyLimit = 64 * 1024;

/** Opens a VAT number register with the API of the EU's VIES. Settings and consultations survive a restart. */
export function openVies(file: string) {
  const database = openDatabase(file, schema);
  const find = database.prepare(
    "SELECT answer FROM vies_answers WHERE tax_id IN (?, ?) ORDER BY tax_id DESC",
  );
  const set = database.prepare("INSERT OR REPLACE INTO vies_answers (tax_id, answer) VALUES (?, ?)");
  const unset = database.prepare("DELETE FROM vies_answers WHERE tax_id = ?");
  const note = database.prepare(
    "INSERT INTO vies_consultations (tax_id, answer, consultation) VALUES (?, ?, ?)",
  );
  const noted = database.prepare(
    "SELECT answer, consultation FROM vies_consultations WHERE tax_id = ? ORDER BY n",
  );
  const Rows = z.array(z.object({ answer: z.string() }));

  /** Checks a VAT number. Like VIES, it reports errors with status 200. */
  function check(body: unknown) {
    const question = Question.safeParse(body);
    if (!question.success) return failure("INVALID_INPUT");
    const { countryCode, vatNumber, requesterMemberStateCode, requesterNumber } = question.data;
    const taxId = `${countryCode}${vatNumber}`;
    const [own] = Rows.parse(find.all(taxId, everyNumber));
    const answer = own?.answer ?? byDigits(question.data);
    const identified = Boolean(requesterMemberStateCode && requesterNumber);
    const consultation =
      answer === "VALID" && identified ? `WAPI${randomUUID().slice(-12).toUpperCase()}` : "";
    note.run(taxId, answer, consultation);
    if (answer !== "VALID" && answer !== "INVALID") return failure(answer);
    const valid = answer === "VALID";
    return {
      countryCode,
      vatNumber,
      requestDate: new Date(now()).toISOString(),
      valid,
      requestIdentifier: consultation,
      name: valid ? "Test Trading Company" : "---",
      address: valid ? "1 Registry Road\n10000 Testville" : "---",
      traderName: "---",
      traderNameMatch: "NOT_PROCESSED",
    };
  }

  function change(body: unknown) {
    const setting = Setting.safeParse(body);
    if (!setting.success) throw new HttpError(400, z.prettifyError(setting.error));
    const { taxId = everyNumber, answer } = setting.data;
    if (answer === null) unset.run(taxId);
    else set.run(taxId, answer);
    return { taxId, answer };
  }

  return {
    /** Handles requests to the register and its settings. Returns false for any other request. */
    async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
      const called = `${request.method} ${url.pathname}`;
      if (called === "GET /_vies/consultations") {
        sendJson(response, 200, noted.all(url.searchParams.get("taxId") ?? ""));
        return true;
      }
      const work = { [`POST ${viesPath}/check-vat-number`]: check, "POST /_vies/answers": change }[called];
      if (!work) return false;
      sendJson(response, 200, work(parse(await readBody(request, bodyLimit))));
      return true;
    },
  };
}

export type Vies = ReturnType<typeof openVies>;

/** Returns the result by the first digits, after French check characters, letters and leading zeros. */
function byDigits({ countryCode, vatNumber }: Question) {
  const digits = vatNumber.slice(countryCode === "FR" ? 2 : 0).replace(/^[A-Z]*0*/, "");
  return results[digits.slice(0, 3)] ?? "INVALID";
}

const failure = (error: string) => ({ actionSucceed: false, errorWrappers: [{ error }] });

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8") || "{}");
  } catch {
    throw new HttpError(400, "The body is not valid JSON.");
  }
}
