import { secondRegion } from "../../stacks/config";
import { ingress, onlyFrom } from "./network";
import { type Check, differ, types } from "./stack";

/** Checks of each switch; a switch that is off has no findings. */
export const switchChecks = {
  "the cache runs in two zones, encrypts, and accepts only the application": (stack) => {
    if (!stack.stage.on.cache) return [];
    const inputs = stack.of("aws:elasticache/replicationGroup:ReplicationGroup")[0]?.inputs ?? {};
    const wanted = {
      engine: "valkey",
      multiAzEnabled: true,
      automaticFailoverEnabled: true,
      numCacheClusters: 2,
      transitEncryptionEnabled: true,
      atRestEncryptionEnabled: true,
    };
    return [
      ...(inputs.authToken ? [] : ["the cache has no password"]),
      ...differ("its encryption mode", inputs.transitEncryptionMode, "required"),
      ...Object.entries(wanted).flatMap(([key, value]) => differ(`the cache's ${key}`, inputs[key], value)),
      ...onlyFrom(stack, "CacheGroup", "ApplicationGroup", 6379),
    ];
  },

  "the reporting database has a reader, keeps a final snapshot, and accepts only the application": (
    stack,
  ) => {
    if (!stack.stage.on.reporting) return [];
    const cluster = stack.of("aws:rds/cluster:Cluster")[0]?.inputs ?? {};
    const instances = stack.of<{ publiclyAccessible?: boolean }>("aws:rds/clusterInstance:ClusterInstance");
    return [
      ...differ("its instances", instances.length, 2),
      ...instances.flatMap(({ name, inputs }) => (inputs.publiclyAccessible ? [`${name} is public`] : [])),
      ...(Number(cluster.backupRetentionPeriod) >= 7 ? [] : ["its backups expire within a week"]),
      ...differ("its encryption", cluster.storageEncrypted, true),
      ...(stack.stage.production
        ? [
            ...differ("its deletion protection", cluster.deletionProtection, true),
            ...differ("it skips the final snapshot", cluster.skipFinalSnapshot, false),
          ]
        : []),
      ...onlyFrom(stack, "DatabaseGroup", "ApplicationGroup", 5432),
    ];
  },

  "containers run in two zones, scale with traffic, and accept only CloudFront": (stack) => {
    if (!stack.stage.on.containers) return [];
    const listener = stack.of<{ protocol: string; sslPolicy: string; defaultActions: { type: string }[] }>(
      "aws:lb/listener:Listener",
    );
    const rule = stack.of<{ conditions: { httpHeader?: { httpHeaderName: string } }[] }>(
      "aws:lb/listenerRule:ListenerRule",
    );
    const service = stack.of<{
      networkConfiguration: { subnets: string[]; assignPublicIp?: boolean };
      capacityProviderStrategies: { capacityProvider: string }[];
    }>("aws:ecs/service:Service")[0];
    const scaling = stack.of<Range>("aws:appautoscaling/target:Target");
    const { instances } = stack.stage.on;
    return [
      ...listener.flatMap(({ name, inputs }) => [
        ...differ(`${name}'s protocol`, inputs.protocol, "HTTPS"),
        ...differ(`${name}'s default action`, inputs.defaultActions[0]?.type, "fixed-response"),
        ...(inputs.sslPolicy?.includes("TLS13") ? [] : [`${name} allows old TLS`]),
      ]),
      ...differ(
        "the required header",
        rule.map(({ inputs }) => inputs.conditions[0]?.httpHeader?.httpHeaderName),
        ["x-origin-key"],
      ),
      ...differ(
        "it has public addresses",
        service?.inputs.networkConfiguration.assignPublicIp ?? false,
        false,
      ),
      ...differ("its subnets", service?.inputs.networkConfiguration.subnets.length, 2),
      ...differ(
        "its capacity",
        service?.inputs.capacityProviderStrategies.map(({ capacityProvider }) => capacityProvider).join(),
        instances ? `securecart-${stack.stage.name}` : "FARGATE,FARGATE_SPOT",
      ),
      ...(scaling.some(
        ({ name, inputs }) => name.startsWith("Pages") && inputs.minCapacity >= 2 && grows(inputs),
      )
        ? []
        : ["the containers do not scale from two"]),
      ...ingress(stack).flatMap(({ name, inputs }) =>
        name === "BalancerIn" && !("prefixListId" in inputs)
          ? ["the load balancer accepts every address"]
          : [],
      ),
    ];
  },

  "the edge sends the origin key to the containers and replaces a forged one": async (stack) => {
    if (!stack.stage.on.containers) return [];
    const { edgeOf } = await import("../edge");
    const response = await edgeOf(stack.synthesis)({
      uri: "/",
      host: stack.stage.domain ?? "",
      headers: { "x-origin-key": "guessed" },
    });
    const rule = stack.of<{ conditions: { httpHeader?: { values: string[] } }[] }>(
      "aws:lb/listenerRule:ListenerRule",
    )[0];
    return differ(
      "the key",
      response.headers?.["x-origin-key"]?.value,
      rule?.inputs.conditions[0]?.httpHeader?.values[0],
    );
  },

  "container instances have several types, some from Spot, and terminate only when empty": (stack) => {
    if (!stack.stage.on.instances) return [];
    const group = stack.of<{
      minSize: number;
      protectFromScaleIn: boolean;
      mixedInstancesPolicy: {
        launchTemplate: { overrides: unknown[] };
        instancesDistribution: { onDemandPercentageAboveBaseCapacity: number };
      };
    }>("aws:autoscaling/group:Group")[0]?.inputs;
    const share =
      group?.mixedInstancesPolicy.instancesDistribution.onDemandPercentageAboveBaseCapacity ?? 100;
    const provider = stack.one("aws:ecs/capacityProvider:CapacityProvider", "InstancesCapacity");
    const providers = stack
      .of<{ capacityProviders: string[] }>("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders")
      .flatMap(({ inputs }) => inputs.capacityProviders);
    const template = stack.of<{
      metadataOptions: { httpTokens: string };
      blockDeviceMappings: { ebs: { encrypted?: string } }[];
    }>("aws:ec2/launchTemplate:LaunchTemplate")[0];
    return [
      ...((group?.minSize ?? 0) >= 2 ? [] : ["there are fewer than two instances"]),
      ...differ(
        "their disks are encrypted",
        template?.inputs.blockDeviceMappings.map(({ ebs }) => ebs.encrypted),
        ["true"],
      ),
      ...differ("they terminate only when empty", group?.protectFromScaleIn, true),
      ...(share < 100 ? [] : ["none is from Spot"]),
      ...((group?.mixedInstancesPolicy.launchTemplate.overrides.length ?? 0) > 2
        ? []
        : ["they have too few types"]),
      ...differ("their metadata token", template?.inputs.metadataOptions.httpTokens, "required"),
      ...(providers.length > 2 ? [] : [`${provider.name} is not the cluster's: ${providers}`]),
    ];
  },

  "provisioned capacity scales with traffic, on the table and on each index": (stack) => {
    if (!stack.stage.on.provisioned) return [];
    const { inputs } = stack.one<{ billingMode: string; globalSecondaryIndexes: { name: string }[] }>(
      types.table,
      "TableTable",
    );
    const scaled = stack
      .of<{ resourceId: string }>("aws:appautoscaling/policy:Policy")
      .filter(({ inputs }) => /^table\//.test(inputs.resourceId));
    return [
      ...differ("it is paid", inputs.billingMode, "PROVISIONED"),
      ...differ("its policies", scaled.length, 2 * (1 + inputs.globalSecondaryIndexes.length)),
      ...stack
        .of<Range>("aws:appautoscaling/target:Target")
        .flatMap((one) => (grows(one.inputs) ? [] : [`${one.name} has no room to grow`])),
    ];
  },

  "the origin's domain points to the accelerator": (stack) => {
    if (!stack.stage.on.accelerator) return [];
    type Records = { name: string; type: string; aliases?: { zoneId: string }[] };
    const origin = stack
      .of<Records>("aws:route53/record:Record")
      .filter(({ inputs }) => inputs.name?.startsWith("origin.") && inputs.aliases);
    const endpoints = stack.of<{ endpointConfigurations: { endpointId: string }[] }>(
      "aws:globalaccelerator/endpointGroup:EndpointGroup",
    );
    const listeners = stack.of<{ portRanges: object[] }>("aws:globalaccelerator/listener:Listener");
    const targets = endpoints.flatMap(({ inputs }) =>
      inputs.endpointConfigurations.map((one) => one.endpointId),
    );
    return [
      ...(targets.some((arn) => arn.includes("loadbalancer/app/Pages"))
        ? []
        : ["the accelerator has no endpoint"]),
      ...differ(
        "its ports",
        listeners.flatMap(({ inputs }) => inputs.portRanges),
        [{ fromPort: 443, toPort: 443 }],
      ),
      ...(origin.length > 0 ? [] : ["the origin has no domain"]),
      ...origin.flatMap(({ inputs }) =>
        differ("the origin's zone", inputs.aliases?.[0]?.zoneId, "Z2BJ6XQ5FK7U4H"),
      ),
    ];
  },

  "a second region has a copy of the table and of both buckets": (stack) => {
    if (!stack.stage.on.secondRegion) return [];
    const copied = stack.of("aws:s3/bucketReplicationConfig:BucketReplicationConfig").map(({ name }) => name);
    const copies = stack.of<{ region?: string }>(types.bucket).filter(({ name }) => name.endsWith("Copy"));
    const replica = { pointInTimeRecovery: true, deletionProtectionEnabled: stack.stage.production };
    return [
      ...differ(
        "its replicas",
        stack
          .of(types.replica)
          .map(({ inputs: { region, pointInTimeRecovery, deletionProtectionEnabled } }) => ({
            region,
            pointInTimeRecovery,
            deletionProtectionEnabled,
          })),
        [{ region: secondRegion, ...replica }],
      ),
      ...differ("copied", copied.sort(), ["ArtifactsReplication", "ImagesReplication"]),
      ...differ(
        "the copies are in",
        copies.map(({ inputs }) => inputs.region),
        [secondRegion, secondRegion],
      ),
    ];
  },
} satisfies Record<string, Check>;

type Range = { minCapacity: number; maxCapacity: number };
const grows = ({ minCapacity, maxCapacity }: Range) => maxCapacity >= 2 * minCapacity;
