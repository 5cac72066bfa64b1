import { region } from "../../stacks/config";
import { type Check, differ, type Stack, types } from "./stack";

type Table = {
  deletionProtectionEnabled?: boolean;
  pointInTimeRecovery?: { enabled: boolean };
  serverSideEncryption?: { enabled: boolean };
  billingMode: string;
};

const table = (stack: Stack) => stack.one<Table>(types.table, "TableTable");

export const dataChecks = {
  "what the table loses can be had back, to the second": (stack) => [
    ...differ("point-in-time recovery", table(stack).inputs.pointInTimeRecovery, { enabled: true }),
    ...differ("encryption", table(stack).inputs.serverSideEncryption, { enabled: true }),
  ],

  "pictures, indexes and the trail keep their versions, and old versions go one day": (stack) =>
    ["Images", "Artifacts", ...(stack.stage.trail ? ["AuditTrailLogs"] : [])].flatMap((name) => {
      const { inputs } = stack.one<{ bucket: string }>(types.bucket, `${name}Bucket`);
      const on = (type: string) =>
        stack.of<{ bucket: string }>(type).filter((one) => one.inputs.bucket === inputs.bucket);
      const versions = JSON.stringify(on("aws:s3/bucketVersioning:BucketVersioning"));
      const tiers = JSON.stringify(on("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"));
      return [
        ...(versions.includes('"status":"Enabled"') ? [] : [`${name} keeps no versions`]),
        ...(/"(noncurrentVersionExpiration|expiration)":/.test(tiers) ? [] : [`${name} keeps all for ever`]),
      ];
    }),

  "production is protected, and what holds data outlives the stacks": (stack) => {
    const { stage, synthesis, of } = stack;
    if (!stage.production) return [];
    // What can be built again at any time may go.
    const rebuilt = ["StorefrontRevalidationTable", "StorefrontAssetsBucket"];
    const holders = [...of(types.table), ...of(types.replica), ...of(types.bucket)].filter(
      ({ name }) => !rebuilt.includes(name),
    );
    return [
      ...differ("sst remove is refused", synthesis.app.protect, true),
      ...differ("removal", synthesis.app.removal, "retain"),
      ...differ("the table's deletion protection", table(stack).inputs.deletionProtectionEnabled, true),
      ...holders.flatMap(({ name, options, inputs }) => [
        ...(options.retainOnDelete ? [] : [`${name} goes with the stacks`]),
        ...(inputs.forceDestroy ? [`${name} is emptied when it is removed`] : []),
      ]),
    ];
  },

  "a stage that is not production can be removed": ({ stage, synthesis, of }) =>
    stage.production
      ? []
      : [
          ...differ("removal", synthesis.app.removal, "remove"),
          ...differ("protection", synthesis.app.protect, false),
          ...of<Table>(types.table).flatMap(({ name, inputs }) =>
            inputs.deletionProtectionEnabled ? [`${name} cannot be removed`] : [],
          ),
        ],

  "the region, its tags and the stacks' own configuration agree": ({ synthesis }) => {
    const { aws } = synthesis.app.providers as {
      aws: { region: string; defaultTags: { tags: Record<string, string> } };
    };
    return [
      ...differ("the region", aws.region, region),
      ...differ("the tags", Object.keys(aws.defaultTags.tags).sort(), ["cost-center", "owner"]),
    ];
  },

  "a switch that is off costs nothing, one that is on is there": (stack) => {
    const { on } = stack.stage;
    const made = {
      network: "aws:ec2/natGateway:NatGateway",
      cache: "aws:elasticache/replicationGroup:ReplicationGroup",
      reporting: "aws:rds/cluster:Cluster",
      containers: "aws:ecs/service:Service",
      instances: "aws:autoscaling/group:Group",
      provisioned: "aws:appautoscaling/policy:Policy",
      accelerator: "aws:globalaccelerator/accelerator:Accelerator",
      secondRegion: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    } as const;
    return Object.entries(made).flatMap(([name, type]) => {
      const wanted = on[name as keyof typeof made];
      const found = stack.of(type).filter((one) => name !== "provisioned" || /Scaling$/.test(one.name));
      return found.length > 0 === wanted
        ? []
        : [`${name} is ${wanted ? "on" : "off"} and has ${found.length} ${type}`];
    });
  },
} satisfies Record<string, Check>;
