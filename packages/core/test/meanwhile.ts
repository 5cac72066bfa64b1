import { Dynamo } from "@securecart/core/dynamo";

/**
 * Does some work while something else happens to the table: just before the first request that `when` picks is sent,
 * `other` is done to its end.
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
    if (!done) throw new Error("No request was picked: nothing happened meanwhile.");
    return result;
  } finally {
    Dynamo.client.middlewareStack.remove(name);
  }
}

/** Whether a request writes a new session of a subject. */
export const beginsSession = (subject: string) => (input: Record<string, unknown>) => {
  const { Item } = input as { Item?: Record<string, unknown> };
  return Item?.__edb_e__ === "session" && Item.subject === subject;
};
