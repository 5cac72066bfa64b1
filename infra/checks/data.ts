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
  "the table is encrypted and can be restored to any second": (stack) => [
    ...differ("point-in-time recovery", table(stack).inputs.pointInTimeRecovery, { enabled: true }),
    ...differ("encryption", table(stack).inputs.serverSideEncryption, { enabled: true }),
  ],

  "pictures, search indexes and the audit trail are versioned, and old versions expire": (stack) =>
    ["Images", "Artifacts", ...(stack.stage.trail ? ["AuditTrailLogs"] : [])].flatMap((name) => {
      const { inputs } = stack.one<{ bucket: string }>(types.bucket, `${name}Bucket`);
      const on = (type: string) =>
        stack
          .of<{ bucket: string; rules?: { filter?: { prefix?: string } }[] }>(type)
          .filter((one) => one.inputs.bucket === inputs.bucket);
      const versions = JSON.stringify(on("aws:s3/bucketVersioning:BucketVersioning"));
      // A rule for some keys only, such as uploads, says nothing about the others.
      const tiers = JSON.stringify(
        on("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").flatMap(
          (one) => one.inputs.rules?.filter(({ filter }) => !filter?.prefix) ?? [],
        ),
      );
      return [
        ...(versions.includes('"status":"Enabled"') ? [] : [`${name} is not versioned`]),
        ...(/"(noncurrentVersionExpiration|expiration)":/.test(tiers)
          ? []
          : [`${name} never expires old versions`]),
      ];
    }),

  "uploads expire in a day, and only pages of the shop may send them": (stack) => {
    const { inputs } = stack.one<{ bucket: string }>(types.bucket, "ArtifactsBucket");
    const rules = stack
      .of<{ bucket: string; rules: { filter?: { prefix?: string }; expiration?: { days?: number } }[] }>(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      )
      .filter((one) => one.inputs.bucket === inputs.bucket)
      .flatMap((one) => one.inputs.rules);
    // Another check refuses cross-origin requests to all other buckets of the shop.
    const cors = stack
      .of<{ bucket: string; corsRules: object[] }>("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration")
      .filter((one) => one.inputs.bucket === inputs.bucket);
    // The mock names the domain of a distribution after its resource.
    const shop = `https://${stack.stage.domain ?? "routercdndistribution.cloudfront.net"}`;
    return [
      ...differ(
        "uploads expire after days",
        rules.find(({ filter }) => filter?.prefix === "uploads/")?.expiration?.days,
        1,
      ),
      ...differ(
        "origins of uploads",
        cors.map((one) => one.inputs.corsRules),
        [[{ allowedMethods: ["POST"], allowedOrigins: [shop], maxAgeSeconds: 3600 }]],
      ),
    ];
  },

  "production is protected, and its data survives the removal of the stacks": (stack) => {
    const { stage, synthesis, of } = stack;
    if (!stage.production) return [];
    // Derived data may be deleted.
    const rebuilt = ["StorefrontRevalidationTable", "StorefrontAssetsBucket"];
    const holders = [...of(types.table), ...of(types.replica), ...of(types.bucket)].filter(
      ({ name }) => !rebuilt.includes(name),
    );
    return [
      ...differ("sst remove is refused", synthesis.app.protect, true),
      ...differ("removal", synthesis.app.removal, "retain"),
      ...differ("the table's deletion protection", table(stack).inputs.deletionProtectionEnabled, true),
      ...holders.flatMap(({ name, options, inputs }) => [
        ...(options.retainOnDelete ? [] : [`${name} is deleted with the stacks`]),
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

  "region and tags of the provider match the configuration": ({ synthesis }) => {
    const { aws } = synthesis.app.providers as {
      aws: { region: string; defaultTags: { tags: Record<string, string> } };
    };
    return [
      ...differ("the region", aws.region, region),
      ...differ("the tags", Object.keys(aws.defaultTags.tags).sort(), ["cost-center", "owner"]),
    ];
  },

  "a switch deploys its resource when it is on and none when it is off": (stack) => {
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
