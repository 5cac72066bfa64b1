import { Shop } from "@securecart/core/shop";
import { Text } from "@securecart/core/text";
import { cookies } from "next/headers";
import { z } from "zod";

const name = "last-change";

/** Time that the message about the last change is kept, in seconds. */
const keptSeconds = 120;

const LastChange = z.object({
  /** Tells two messages apart. */
  id: z.string().max(100),
  label: z.string().max(300),
  tone: z.enum(["good", "bad"]),
  /** Audit row by which the change is undone; absent when it cannot be. */
  auditId: z.string().max(100).optional(),
});
export type LastChange = z.output<typeof LastChange>;

/** Keeps a message about what the staff member has just done, with its undo, for the next page that this browser shows. */
export async function tellChange(change: Omit<LastChange, "label"> & { label: string }) {
  const kept = { ...change, label: Text.cut(change.label, 300) };
  (await cookies()).set(name, encodeURIComponent(JSON.stringify(kept)), {
    path: "/admin",
    httpOnly: true,
    sameSite: "strict",
    secure: Shop.secureCookies(),
    maxAge: keptSeconds,
  });
}

/** Returns the message about the last change of this browser, or null. */
export async function lastChange(): Promise<LastChange | null> {
  try {
    const kept = decodeURIComponent((await cookies()).get(name)?.value ?? "");
    return kept ? (LastChange.safeParse(JSON.parse(kept)).data ?? null) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return null; // not a cookie of ours
    throw error;
  }
}
