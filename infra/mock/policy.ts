type Principal = { type: string; identifiers: string[] };
type Condition = { test: string; variable: string; values: string[] };
type Statement = {
  sid?: string;
  effect?: string;
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  principals?: Principal[];
  conditions?: Condition[];
};

/** Renders the JSON of `getPolicyDocument` as the AWS provider does. */
export function policyDocument({ version = "2012-10-17", statements = [] }: PolicyInputs): string {
  return JSON.stringify({ Version: version, Statement: statements.map(statement) });
}

export type PolicyInputs = { version?: string; statements?: Statement[] };

function statement(given: Statement): Record<string, unknown> {
  const {
    sid,
    effect = "Allow",
    actions,
    notActions,
    resources,
    notResources,
    principals,
    conditions,
  } = given;
  return {
    ...(sid && { Sid: sid }),
    Effect: effect,
    ...(actions && { Action: one([...actions].sort()) }),
    ...(notActions && { NotAction: one(notActions) }),
    ...(resources && { Resource: one([...resources].sort()) }),
    ...(notResources && { NotResource: one(notResources) }),
    ...(principals && { Principal: principal(principals) }),
    ...(conditions && { Condition: condition(conditions) }),
  };
}

function principal(principals: Principal[]): unknown {
  if (principals.some(({ type }) => type === "*")) return "*";
  const byType = Map.groupBy(principals, ({ type }) => type);
  return Object.fromEntries(
    [...byType].map(([type, same]) => [type, one(same.flatMap(({ identifiers }) => identifiers))]),
  );
}

function condition(conditions: Condition[]): unknown {
  const byTest = Map.groupBy(conditions, ({ test }) => test);
  return Object.fromEntries(
    [...byTest].map(([test, same]) => [
      test,
      Object.fromEntries(same.map(({ variable, values }) => [variable, one(values)])),
    ]),
  );
}

/** Returns the element of a list of one. */
function one(values: string[]): string | string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
