/** Corrections of documents that SST writes. Plain functions on text: no globals of SST. */

/**
 * SST 4.17.1 lets the account's root, and so whoever may assume roles in the account, take every function's role,
 * because it asks `!dev` of an output. Only `sst dev` needs that.
 */
export function servicesOnly(policy: unknown) {
  const document = JSON.parse(written(policy)) as { Statement: { Principal?: Record<string, unknown> }[] };
  for (const { Principal } of document.Statement) if (Principal?.Service) delete Principal.AWS;
  return JSON.stringify(document);
}

/** A policy as text, however it was given. */
export const written = (policy: unknown) => (typeof policy === "string" ? policy : JSON.stringify(policy));

/** SST 4.17.1 writes a task's `Timeout` where the States Language has `TimeoutSeconds`, and AWS refuses it. */
export function spellTimeouts(definition: string) {
  return JSON.stringify(JSON.parse(definition), (_key, value) => {
    if (value?.Type !== "Task" || value.Timeout === undefined) return value;
    const { Timeout, ...task } = value;
    return { ...task, TimeoutSeconds: Timeout };
  });
}

/** SST lets CloudFront read a bucket for whoever has a distribution, in any account: for ours alone. */
export function oursOnly(policy: string, account: string) {
  type Statement = { Effect: string; Principal?: { Service?: string }; Condition?: Record<string, unknown> };
  const document = JSON.parse(policy) as { Statement: Statement[] };
  for (const statement of document.Statement)
    if (statement.Effect === "Allow" && statement.Principal?.Service === "cloudfront.amazonaws.com")
      statement.Condition = { ...statement.Condition, StringEquals: { "aws:SourceAccount": account } };
  return JSON.stringify(document);
}
