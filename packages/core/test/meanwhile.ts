import { Dynamo } from "@securecart/core/dynamo";

/**
 * Runs work, and `other` in between: `other` runs to its end just before the first request that `when` selects is sent.
 */
export async function meanwhile<Result>(
  when: (input: Record<string, unknown>) => boolean,
  other: () => Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  const name = "meanwhile";
  let done = false;
  Dynamo.client.middlewareStack.add(
    (next) => async (args) => {
      if (!done && when(args.input as Record<string, unknown>)) {
        done = true;
        await other();
      }
      return next(args);
    },
    { step: "initialize", name },
  );
  try {
    const result = await work();
    if (!done) throw new Error("No request was selected, so `other` never ran.");
    return result;
  } finally {
    Dynamo.client.middlewareStack.remove(name);
  }
}

/** Tells whether a request writes a new session of a subject. */
export const beginsSession = (subject: string) => (input: Record<string, unknown>) => {
  const { Item } = input as { Item?: Record<string, unknown> };
  return Item?.__edb_e__ === "session" && Item.subject === subject;
};
