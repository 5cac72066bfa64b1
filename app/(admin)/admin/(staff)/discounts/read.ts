import { Promotion, type Standing, standings } from "@securecart/core/promotion";
import { z } from "zod";

const { cursor } = Promotion.list.schema.shape;

const Address = z.object({
  status: z.enum(standings).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  cursor: cursor.catch(undefined),
});

export type ListAddress = { status?: Standing; q?: string; cursor?: string };

/** Reads the URL of the list and ignores what is invalid. */
export function readAddress(params: Record<string, unknown>): ListAddress {
  const { status, q, cursor } = Address.parse(params);
  return { ...(status && { status }), ...(q && { q }), ...(cursor && { cursor }) };
}
