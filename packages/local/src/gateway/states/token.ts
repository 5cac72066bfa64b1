import { z } from "zod";
import { fromJson } from "./json";

/** Content of a task token: the task whose result it carries. */
const Token = z.strictObject({ execution: z.string(), frame: z.number(), attempt: z.string() });

export function newToken(frame: { execution: string; id: number }, attempt: string): string {
  const said = { execution: frame.execution, frame: frame.id, attempt };
  return Buffer.from(JSON.stringify(said)).toString("base64url");
}

/** Parses a token. Returns undefined for a malformed one; does not check whether the task is still waiting. */
export function readToken(token: string): z.infer<typeof Token> | undefined {
  try {
    return Token.safeParse(fromJson(Buffer.from(token, "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
