import { type Check, type Found, type Stack, types } from "./stack";

const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
const waitsFor = ({ options }: Found<unknown>, name: string) =>
  options.dependsOn.some((urn) => nameOf(urn) === name);

/** Returns a finding for each resource that does not wait for one that it needs. */
const waiting = (stack: Stack, type: string, needed: (one: Found<Loose>) => string[]) =>
  stack
    .of<Loose>(type)
    .flatMap((one) =>
      needed(one).flatMap((name) => (waitsFor(one, name) ? [] : [`${one.name} does not wait for ${name}`])),
    );

type Loose = Record<string, unknown>;

/** Dependencies that a first deployment needs: AWS rejects a resource before another one exists. */
export const dependencyChecks = {
  "the trail waits for the policy of its bucket": (stack) =>
    waiting(stack, "aws:cloudtrail/trail:Trail", () => ["AuditTrailLogsPolicy"]),

  "replication waits for the versioning of both buckets": (stack) =>
    waiting(stack, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", ({ name }) => {
      const copied = name.replace(/Replication$/, "");
      return [`${copied}Versioning`, `${copied}CopyVersions`];
    }),

  "the replica of a provisioned table waits for its scaling": (stack) =>
    waiting(stack, types.replica, () =>
      stack
        .of("aws:appautoscaling/policy:Policy")
        .flatMap(({ name }) => (/^(Table|Gsi\d)(Read|Write)Scaling$/.test(name) ? name : [])),
    ),

  "containers wait for the value of their secret": (stack) =>
    waiting(stack, "aws:ecs/taskDefinition:TaskDefinition", () => ["PagesLinksVersion"]),

  "no resource looks up the network before it exists": (stack) => {
    const tables = stack.of("aws:ec2/routeTable:RouteTable").map(({ name }) => `${name}-id`);
    return stack
      .of<{ routeTableIds: string[] }>("aws:ec2/vpcEndpoint:VpcEndpoint")
      .flatMap(({ name, inputs }) =>
        inputs.routeTableIds.flatMap((id) => (tables.includes(id) ? [] : [`${name} looks up ${id}`])),
      );
  },
} satisfies Record<string, Check>;
