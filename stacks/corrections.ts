// Corrections of policies and definitions that SST writes. They use no SST globals, so that tests can import them.

/**
 * Removes the account's root from a service role. SST 4.17.1 trusts it in every function's role, because it evaluates
 * `!dev` on an output; then every principal that may assume roles in the account could. Only `sst dev` needs that.
 */
export function servicesOnly(policy: unknown) {
  const document = JSON.parse(written(policy)) as { Statement: { Principal?: Record<string, unknown> }[] };
  for (const { Principal } of document.Statement) if (Principal?.Service) delete Principal.AWS;
  return JSON.stringify(document);
}

/** Returns a policy as text. */
export const written = (policy: unknown) => (typeof policy === "string" ? policy : JSON.stringify(policy));

/** Renames a task's `Timeout`, as SST 4.17.1 writes it, to `TimeoutSeconds`, as the States Language requires. */
export function spellTimeouts(definition: string) {
  return JSON.stringify(JSON.parse(definition), (_key, value) => {
    if (value?.Type !== "Task" || value.Timeout === undefined) return value;
    const { Timeout, ...task } = value;
    return { ...task, TimeoutSeconds: Timeout };
  });
}

/** Restricts CloudFront's access to distributions of this account; SST allows those of any account. */
export function ownAccountOnly(policy: string, account: string) {
  type Statement = { Effect: string; Principal?: { Service?: string }; Condition?: Record<string, unknown> };
  const document = JSON.parse(policy) as { Statement: Statement[] };
  for (const statement of document.Statement)
    if (statement.Effect === "Allow" && statement.Principal?.Service === "cloudfront.amazonaws.com")
      statement.Condition = { ...statement.Condition, StringEquals: { "aws:SourceAccount": account } };
  return JSON.stringify(document);
}
