import type { SwitchName } from "../../stacks/config";
import type { Resource } from "./inventory";
import type { Use } from "./prices";

const hours = 730n;
const gigabyte = 2n ** 30n;

/** Fixed costs of a resource in a month, independent of traffic, by its type. */
const rules: Record<string, (inputs: Resource["inputs"]) => Use[]> = {
  "aws:wafv2/webAcl:WebAcl": ({ rules }) => [one("waf.acl"), { price: "waf.rule", quantity: count(rules) }],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ metricQueries }) => [
    isAnomaly(metricQueries)
      ? one("cloudwatch.anomaly")
      : { price: "cloudwatch.alarm", quantity: metricsOf(metricQueries) },
  ],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": () => [one("cloudwatch.composite")],
  "aws:cloudwatch/dashboard:Dashboard": () => [one("cloudwatch.dashboard")],
  "aws:route53/healthCheck:HealthCheck": ({ type }) => [
    one("route53.healthCheck"),
    ...(String(type).startsWith("HTTPS") ? [one("route53.healthFeature")] : []),
  ],
  "aws:kms/key:Key": () => [one("kms.key")],
  "aws:secretsmanager/secret:Secret": () => [one("secrets.secret")],
  "aws:ec2/natGateway:NatGateway": () => [byTheHour("vpc.nat")],
  "aws:ec2/eip:Eip": () => [byTheHour("vpc.address")],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType, subnetIds }) =>
    vpcEndpointType === "Gateway" ? [] : [byTheHour("vpc.endpoint", count(subnetIds))],
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ nodeType, numCacheClusters }) => [
    byTheHour(`elasticache.${nodeType}`, whole(numCacheClusters)),
  ],
  "aws:rds/cluster:Cluster": () => [],
  "aws:rds/clusterInstance:ClusterInstance": () => [byTheHour("aurora.capacity", leastCapacity)],
  "aws:ecs/taskDefinition:TaskDefinition": ({ cpu, memory, runtimePlatform }) => {
    const x86 = JSON.stringify(runtimePlatform ?? "").includes("X86");
    return [
      byTheHour(x86 ? "fargate.x86Cpu" : "fargate.armCpu", whole(cpu) * leastTasks),
      byTheHour(x86 ? "fargate.x86Memory" : "fargate.armMemory", whole(memory) * leastTasks),
    ];
  },
  "aws:lb/loadBalancer:LoadBalancer": () => [byTheHour("alb.hour"), byTheHour("alb.address", 2n)],
  "aws:autoscaling/group:Group": ({ minSize, mixedInstancesPolicy }) => {
    const first = /"instanceType":"([^"]+)"/.exec(JSON.stringify(mixedInstancesPolicy))?.[1];
    return [byTheHour(`ec2.${first}`, whole(minSize))];
  },
  "aws:ec2/launchTemplate:LaunchTemplate": ({ blockDeviceMappings }) =>
    list(blockDeviceMappings).map(({ ebs }) => ({
      price: "ebs.gp3",
      quantity: whole((ebs as { volumeSize?: unknown } | undefined)?.volumeSize ?? 0) * gigabyte * leastTasks,
    })),
  "aws:globalaccelerator/accelerator:Accelerator": () => [byTheHour("accelerator.hour")],
  "aws:dynamodb/table:Table": ({ billingMode, readCapacity, writeCapacity, globalSecondaryIndexes }) => {
    if (billingMode !== "PROVISIONED") return [];
    const parts = [{ readCapacity, writeCapacity }, ...list(globalSecondaryIndexes)];
    const provisioned = (side: "readCapacity" | "writeCapacity") =>
      parts.reduce((sum, indexed) => sum + whole(indexed[side]), 0n);
    return [
      byTheHour("dynamo.rcu", provisioned("readCapacity")),
      byTheHour("dynamo.wcu", provisioned("writeCapacity")),
    ];
  },
};

/** Minimum capacity: thousandths of an Aurora unit (`stacks/reporting.ts`), and tasks (`stacks/containers.ts`). */
const leastCapacity = 500n;
const leastTasks = 2n;

/** Returns the fixed costs of these resources in a month. */
export const fixedCosts = (resources: readonly Resource[]): Use[] =>
  resources.flatMap(({ type, inputs }) => rules[type]?.(inputs) ?? []);

/** Resource types without fixed costs: free, or paid by use. */
const byUse =
  /^(aws:(acm|apigatewayv2|appautoscaling|budgets|cloudfront|cloudtrail|cloudwatch|dynamodb|iam|lambda|s3|scheduler|ses|sesv2|sfn|sns|sqs|ssm|vpc|ecr|servicediscovery|wafv2|secretsmanager|kms)\/|aws:(ec2\/(?!instance|natGateway|eip|vpcEndpoint|launchTemplate)|ecs\/(?!taskDefinition)|lb\/(?!loadBalancer)|elasticache\/(?!replicationGroup|cluster:)|rds\/(?!cluster:|clusterInstance|instance)|route53\/(?!zone|healthCheck)|globalaccelerator\/(?!accelerator)|autoscaling\/(?!group))|pulumi|random:|command:|docker-build:|tls:|sst:)/;

/** Returns the resource types of which it is unknown whether they have fixed costs. */
export const unpriced = (resources: readonly Resource[]): string[] => [
  ...new Set(resources.map(({ type }) => type).filter((type) => !rules[type] && !byUse.test(type))),
];

/** The resources with fixed costs that a switch adds, by type and name. */
const owned: Record<SwitchName, RegExp> = {
  network: /ec2\/(natGateway|eip|vpcEndpoint)/,
  cache: /elasticache\/| CacheCluster/,
  reporting: /rds\/| ReportingDatabase/,
  containers: /ecs\/taskDefinition|lb\/loadBalancer/,
  instances: /autoscaling\/group|ec2\/launchTemplate/,
  provisioned: /dynamodb\/table:Table TableTable/,
  accelerator: /globalaccelerator\//,
  secondRegion: /Copy$/,
};

/** Returns the fixed costs of one switch, given the resources with every switch on. */
export const fixedCostsOf = (name: SwitchName, resources: readonly Resource[]): Use[] =>
  fixedCosts(resources.filter((found) => owned[name].test(`${found.type} ${found.name}`)));

const one = (price: string): Use => ({ price, quantity: 1n });
const byTheHour = (price: string, times = 1n): Use => ({ price, quantity: hours * times });
const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const count = (value: unknown) => BigInt(list(value).length);
const whole = (value: unknown) => BigInt(Number(value));

const isAnomaly = (queries: unknown) =>
  list(queries).some(({ expression }) => String(expression).startsWith("ANOMALY_DETECTION"));

/** Counts the metrics of an alarm: one on a sum of metrics costs the price of one alarm for each. */
const metricsOf = (queries: unknown) => {
  const metrics = list(queries).filter(({ metric }) => metric).length;
  return BigInt(Math.max(1, metrics));
};
