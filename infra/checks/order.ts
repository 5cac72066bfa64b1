import { type Check, type Found, type Stack, types } from "./stack";

const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";
const waitsFor = ({ options }: Found<unknown>, name: string) =>
  options.dependsOn.some((urn) => nameOf(urn) === name);

/** Findings about resources that do not wait for others. */
const waiting = (stack: Stack, type: string, needed: (one: Found<Loose>) => string[]) =>
  stack
    .of<Loose>(type)
    .flatMap((one) =>
      needed(one).flatMap((name) => (waitsFor(one, name) ? [] : [`${one.name} does not wait for ${name}`])),
    );

type Loose = Record<string, unknown>;

/** What the engine of the first deployment would run into: AWS refuses a thing before another one is there. */
export const orderChecks = {
  "the trail waits for a bucket that lets it in": (stack) =>
    waiting(stack, "aws:cloudtrail/trail:Trail", () => ["AuditTrailLogsPolicy"]),

  "a bucket is copied once both keep their versions": (stack) =>
    waiting(stack, "aws:s3/bucketReplicationConfig:BucketReplicationConfig", ({ name }) => {
      const copied = name.replace(/Replication$/, "");
      return [`${copied}Versioning`, `${copied}CopyVersions`];
    }),

  "a table whose capacity is bought is copied once it scales": (stack) =>
    waiting(stack, types.replica, () =>
      stack
        .of("aws:appautoscaling/policy:Policy")
        .flatMap(({ name }) => (/^(Table|Gsi\d)(Read|Write)Scaling$/.test(name) ? name : [])),
    ),

  "containers start once the secret with their links has something to tell": (stack) =>
    waiting(stack, "aws:ecs/taskDefinition:TaskDefinition", () => ["PagesLinksVersion"]),

  "nothing of the network is looked up before it is made": (stack) => {
    const tables = stack.of("aws:ec2/routeTable:RouteTable").map(({ name }) => `${name}-id`);
    return stack
      .of<{ routeTableIds: string[] }>("aws:ec2/vpcEndpoint:VpcEndpoint")
      .flatMap(({ name, inputs }) =>
        inputs.routeTableIds.flatMap((id) => (tables.includes(id) ? [] : [`${name} looks ${id} up`])),
      );
  },
} satisfies Record<string, Check>;
