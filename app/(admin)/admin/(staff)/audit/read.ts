import { Audit } from "@securecart/core/audit";
import { z } from "zod";

type Query = { day?: string; subject?: string; cursor?: string };

/** Reads the query of the URL and ignores what is invalid. */
export function readQuery(params: Record<string, unknown>): Query {
  const { subject, cursor } = Audit.list.schema.shape;
  const read = (name: keyof Query, shape: { safeParse(value: unknown): { success: boolean } }) => {
    const value = params[name];
    return typeof value === "string" && value !== "" && shape.safeParse(value).success
      ? { [name]: value }
      : {};
  };
  return { ...read("day", z.iso.date()), ...read("subject", subject), ...read("cursor", cursor) };
}
