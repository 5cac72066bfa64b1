import { z } from "zod";
import { fromJson } from "./json";

/** What a task token says: whose answer it comes with. */
const Token = z.strictObject({ execution: z.string(), frame: z.number(), attempt: z.string() });

export function newToken(frame: { execution: string; id: number }, attempt: string): string {
  const said = { execution: frame.execution, frame: frame.id, attempt };
  return Buffer.from(JSON.stringify(said)).toString("base64url");
}

/** Undefined for a text that no task was ever given. Whether the task still waits is another question. */
export function readToken(token: string): z.infer<typeof Token> | undefined {
  try {
    return Token.safeParse(fromJson(Buffer.from(token, "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
