import { type PolicyInputs, policyDocument } from "./policy";

type Inputs = Record<string, unknown>;
type State = Record<string, unknown> & { id?: string };
type Output = (name: string, inputs: Inputs, id?: string) => State;

export const account = "123456789012";
export const region = "us-east-1";

const arn = (service: string, rest: string, where = region) =>
  `arn:aws:${service}:${where}:${account}:${rest}`;
const lower = (name: string) => name.toLowerCase();

/** Outputs of created resources, beyond their inputs. A type without an entry gets an ARN and an ID. */
const outputs: Record<string, Output> = {
  "aws:dynamodb/table:Table": (name, inputs, id) => {
    // An existing table is read by its name.
    const called = inputs.name ?? (id || name);
    const table = arn("dynamodb", `table/${called}`);
    return { name: called, arn: table, streamArn: `${table}/stream/2026-01-01T00:00:00.000` };
  },
  "aws:sqs/queue:Queue": (name, inputs) => {
    const queue = `${inputs.name ?? name}`;
    const url = `https://sqs.${region}.amazonaws.com/${account}/${queue}`;
    return { arn: arn("sqs", queue), url, id: url };
  },
  "aws:sns/topic:Topic": (name, inputs) => {
    const topic = arn("sns", `${inputs.name ?? name}`);
    return { arn: topic, id: topic };
  },
  "aws:cloudwatch/eventBus:EventBus": (name, inputs) => ({
    arn: arn("events", `event-bus/${inputs.name ?? name}`),
  }),
  "aws:cloudwatch/eventArchive:EventArchive": (name) => ({ arn: arn("events", `archive/${name}`) }),
  "aws:cloudwatch/logGroup:LogGroup": (name, inputs) => ({
    arn: arn("logs", `log-group:${inputs.name ?? name}`),
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name, inputs) => ({
    arn: arn("cloudwatch", `alarm:${inputs.name ?? name}`),
  }),
  "aws:s3/bucket:Bucket": (name, inputs) => {
    const bucket = `${inputs.bucket ?? lower(name)}`;
    return {
      arn: `arn:aws:s3:::${bucket}`,
      bucket,
      id: bucket,
      bucketDomainName: `${bucket}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
    };
  },
  "aws:lambda/function:Function": (name, inputs) => {
    const called = `${inputs.name ?? name}`;
    const itself = arn("lambda", `function:${called}`);
    const invoke = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${itself}/invocations`;
    return {
      name: called,
      id: called,
      arn: itself,
      version: "1",
      qualifiedArn: `${itself}:1`,
      invokeArn: invoke,
      qualifiedInvokeArn: invoke,
      responseStreamingInvokeArn: invoke,
      codeSha256: "mock",
      lastModified: "2026-01-01T00:00:00Z",
    };
  },
  "aws:lambda/alias:Alias": (name, inputs) => ({
    arn: arn("lambda", `function:${name}:${inputs.name ?? "live"}`),
  }),
  "aws:lambda/functionUrl:FunctionUrl": (name) => ({
    functionUrl: `https://${lower(name)}.lambda-url.${region}.on.aws/`,
  }),
  "aws:iam/role:Role": (name, inputs) => {
    const role = `${inputs.name ?? name}`;
    return { arn: `arn:aws:iam::${account}:role/${role}`, name: role, id: role };
  },
  "aws:iam/policy:Policy": (name, inputs) => ({
    arn: `arn:aws:iam::${account}:policy/${inputs.name ?? name}`,
  }),
  "aws:cloudfront/distribution:Distribution": (name) => ({
    arn: `arn:aws:cloudfront::${account}:distribution/${name}`,
    domainName: `${lower(name)}.cloudfront.net`,
    hostedZoneId: "Z2FDTNDATAQYW2",
  }),
  "aws:cloudfront/function:Function": (name) => ({ arn: `arn:aws:cloudfront::${account}:function/${name}` }),
  "aws:cloudfront/keyValueStore:KeyValueStore": (name) => ({
    arn: `arn:aws:cloudfront::${account}:key-value-store/${name}`,
  }),
  "aws:wafv2/webAcl:WebAcl": (name, inputs) => ({
    arn: arn(
      "wafv2",
      `${inputs.scope === "CLOUDFRONT" ? "global" : "regional"}/webacl/${name}/1`,
      "us-east-1",
    ),
  }),
  "aws:sfn/stateMachine:StateMachine": (name, inputs) => {
    const machine = arn("states", `stateMachine:${inputs.name ?? name}`);
    return { arn: machine, id: machine };
  },
  "aws:apigatewayv2/api:Api": (name) => ({
    apiEndpoint: `https://${lower(name)}.execute-api.${region}.amazonaws.com`,
    executionArn: arn("execute-api", lower(name)),
    arn: `arn:aws:apigateway:${region}::/apis/${name}`,
  }),
  "aws:acm/certificate:Certificate": (name, inputs) => {
    const names = [inputs.domainName, ...((inputs.subjectAlternativeNames as unknown[] | undefined) ?? [])];
    return {
      arn: arn("acm", `certificate/${name}`, "us-east-1"),
      domainValidationOptions: names.map((domainName) => ({
        domainName,
        resourceRecordName: `_proof.${domainName}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_answer.acm-validations.aws.",
      })),
    };
  },
  "aws:sesv2/emailIdentity:EmailIdentity": (_name, inputs) => ({
    arn: arn("ses", `identity/${inputs.emailIdentity}`),
    dkimSigningAttributes: { tokens: ["one", "two", "three"] },
  }),
  "aws:sesv2/configurationSet:ConfigurationSet": (name, inputs) => ({
    arn: arn("ses", `configuration-set/${inputs.configurationSetName ?? name}`),
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": (name) => ({
    arn: arn("elasticache", `replicationgroup:${lower(name)}`),
    primaryEndpointAddress: `${lower(name)}.cache.amazonaws.com`,
    configurationEndpointAddress: `all.${lower(name)}.cache.amazonaws.com`,
    port: 6379,
  }),
  "aws:rds/cluster:Cluster": (name, inputs) => ({
    arn: arn("rds", `cluster:${name}`),
    endpoint: `${lower(name)}.cluster.rds.amazonaws.com`,
    readerEndpoint: `${lower(name)}.cluster-ro.rds.amazonaws.com`,
    port: 5432,
    clusterIdentifier: `${inputs.clusterIdentifier ?? name}`,
    id: `${inputs.clusterIdentifier ?? name}`,
    masterUserSecrets: [{ secretArn: arn("secretsmanager", `secret:${name}`) }],
  }),
  "aws:lb/loadBalancer:LoadBalancer": (name) => ({
    arn: arn("elasticloadbalancing", `loadbalancer/app/${name}/1`),
    arnSuffix: `app/${name}/1`,
    dnsName: `${lower(name)}.${region}.elb.amazonaws.com`,
    zoneId: "Z35SXDOTRQ7X7K",
  }),
  "aws:lb/targetGroup:TargetGroup": (name) => ({
    arn: arn("elasticloadbalancing", `targetgroup/${name}/1`),
    arnSuffix: `targetgroup/${name}/1`,
  }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ id: "lt-0123456789abcdef0", latestVersion: 1 }),
  "random:index/randomPassword:RandomPassword": () => ({ result: "mock-password-0000" }),
  "random:index/randomBytes:RandomBytes": () => ({
    base64: Buffer.alloc(32, 7).toString("base64"),
    hex: "07".repeat(32),
  }),
  "random:index/randomId:RandomId": () => ({ hex: "00aa11bb", dec: "1" }),
  "tls:index/privateKey:PrivateKey": () => ({
    publicKeyOpenssh: "ssh-rsa mock",
    privateKeyOpenssh: "mock",
    privateKeyPem: "mock",
  }),
  "docker-build:index:Image": (name) => ({
    ref: `${account}.dkr.ecr.${region}.amazonaws.com/sst-asset:${name}@sha256:0`,
  }),
  "command:local:Command": () => ({ stdout: "" }),
};

/** Outputs of SST's own dynamic resources, by the end of their logical name. */
const own: Record<string, State> = {
  HostedZoneLookup: { zoneId: "Z0123456789MOCK" },
  DistributionDeploymentWaiter: { isDone: true },
};

/** Returns a resource after its creation. The ID is never empty: Pulumi runs no `apply` of an empty one. */
export function newResource(type: string, name: string, inputs: Inputs, id: string | undefined) {
  const output =
    type === "pulumi-nodejs:dynamic:Resource"
      ? own[name.split(".").at(-1) ?? ""]
      : outputs[type]?.(name, inputs, id);
  const { id: given, ...state } = output ?? (type.startsWith("aws:") ? { arn: plainArn(type, name) } : {});
  return { id: given || id || `${name}-id`, state: { ...inputs, ...state } };
}

function plainArn(type: string, name: string): string {
  const service = type.split(":")[1]?.split("/")[0] ?? "mock";
  return arn(service, name);
}

/** Returns the result of a provider function; undefined for an unknown one. */
export function call(token: string, inputs: Inputs): Inputs | undefined {
  return functions[token]?.(inputs);
}

const functions: Record<string, (inputs: Inputs) => Inputs> = {
  "aws:index/getRegion:getRegion": (inputs) => {
    const name = inputs.region ?? region;
    return { region: name, name, id: name };
  },
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: account,
    arn: `arn:aws:iam::${account}:user/mock`,
    userId: "mock",
    id: account,
  }),
  "aws:index/getPartition:getPartition": () => ({
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
    id: "aws",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
    names: ["a", "b", "c"].map((zone) => region + zone),
    zoneIds: ["use1-az1", "use1-az2", "use1-az3"],
    id: region,
  }),
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": (inputs) => ({ ...inputs, id: "pl-3b927c52" }),
  "aws:ec2/getRouteTable:getRouteTable": (inputs) => ({
    ...inputs,
    id: `rtb-${inputs.subnetId}`,
    routeTableId: `rtb-${inputs.subnetId}`,
  }),
  "aws:ec2/getAmi:getAmi": () => ({ id: "ami-mock", architecture: "arm64" }),
  "aws:ssm/getParameter:getParameter": (inputs) => ({ ...inputs, value: "mock", id: inputs.name }),
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": () => ({
    proxyEndpoint: "https://ecr.invalid",
    userName: "AWS",
    password: "mock",
    id: region,
  }),
  "aws:route53/getZone:getZone": (inputs) => ({
    zoneId: inputs.zoneId ?? "Z0123456789MOCK",
    id: inputs.zoneId ?? "Z0123456789MOCK",
    name: inputs.name ?? "example.com",
    nameServers: [],
  }),
  "aws:iam/getPolicyDocument:getPolicyDocument": (inputs) => {
    const json = policyDocument(inputs as PolicyInputs);
    return { ...inputs, json, minifiedJson: json, id: "mock" };
  },
};
