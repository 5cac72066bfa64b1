import { Audit } from "@securecart/core/audit";

type Question = { day?: string; subject?: string; cursor?: string };

/** What the address asks for; what makes no sense is left out. */
export function readQuestion(params: Record<string, unknown>): Question {
  const { day, subject, cursor } = Audit.list.schema.shape;
  const read = (name: keyof Question, shape: { safeParse(value: unknown): { success: boolean } }) => {
    const value = params[name];
    return typeof value === "string" && value !== "" && shape.safeParse(value).success
      ? { [name]: value }
      : {};
  };
  return { ...read("day", day), ...read("subject", subject), ...read("cursor", cursor) };
}
