import { stage } from "./stage";

const everywhere = "0.0.0.0/0";

export const network = stage.on.network ? createNetwork() : null;

export type Network = NonNullable<typeof network>;

/** Where functions run when there is a network: in its private subnets, behind the group of the application. */
export const placement = network && {
  privateSubnets: network.vpc.privateSubnets,
  securityGroups: [network.application.id],
};

/** Two zones, three tiers: what is public, what runs our code, what holds data. Each tier opens to the one above. */
function createNetwork() {
  const vpc = new sst.aws.Vpc("Network", {
    az: 2,
    nat: "managed",
    transform: {
      // Nothing of ours is in the default group: what is forgotten in there reaches nothing.
      securityGroup: (args) => {
        args.ingress = [];
        args.egress = [];
      },
    },
  });
  const group = (name: string, description: string) =>
    new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, description });
  const application = group("ApplicationGroup", "Functions and containers of the shop");
  const cache = group("CacheGroup", "The cache");
  const database = group("DatabaseGroup", "The reporting database");
  new aws.vpc.SecurityGroupEgressRule("ApplicationOut", {
    securityGroupId: application.id,
    description: "AWS, Stripe and the tiers below",
    ipProtocol: "-1",
    cidrIpv4: everywhere,
  });
  admit("CacheIn", cache, application, 6379);
  admit("DatabaseIn", database, application, 5432);
  guard(vpc);
  gateways(vpc);
  logFlows(vpc);
  return { vpc, application, cache, database };
}

/** Lets one tier in to another, on one port. */
export function admit(name: string, to: aws.ec2.SecurityGroup, from: aws.ec2.SecurityGroup, port: number) {
  new aws.vpc.SecurityGroupIngressRule(name, {
    securityGroupId: to.id,
    referencedSecurityGroupId: from.id,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
  });
}

/** The private subnets' own wall, should a security group ever be wrong: only answers come in from outside. */
function guard(vpc: sst.aws.Vpc) {
  const inside = vpc.nodes.vpc.cidrBlock;
  const tcp = { protocol: "tcp", action: "allow" };
  new aws.ec2.NetworkAcl("PrivateWall", {
    vpcId: vpc.id,
    subnetIds: vpc.privateSubnets,
    ingress: [
      { ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: inside, fromPort: 0, toPort: 0 },
      { ruleNo: 110, ...tcp, cidrBlock: everywhere, fromPort: 1024, toPort: 65535 },
    ],
    egress: [
      { ruleNo: 100, protocol: "-1", action: "allow", cidrBlock: inside, fromPort: 0, toPort: 0 },
      { ruleNo: 110, ...tcp, cidrBlock: everywhere, fromPort: 443, toPort: 443 },
    ],
  });
}

/** The table and the buckets are reached without the NAT gateways, which charge for each byte. */
function gateways(vpc: sst.aws.Vpc) {
  // Asked of AWS instead, the tables would have to be there before the first deployment.
  const tables = vpc.nodes.privateRouteTables.apply((all) => all.map(({ id }) => id));
  for (const service of ["dynamodb", "s3"])
    new aws.ec2.VpcEndpoint(`${service === "s3" ? "Storage" : "Table"}Gateway`, {
      vpcId: vpc.id,
      vpcEndpointType: "Gateway",
      serviceName: $interpolate`com.amazonaws.${aws.getRegionOutput({}).region}.${service}`,
      routeTableIds: tables,
    });
}

/** Who talked to whom is kept as long as the logs. */
function logFlows(vpc: sst.aws.Vpc) {
  const group = new aws.cloudwatch.LogGroup("NetworkFlows", { retentionInDays: stage.logDays });
  const role = new aws.iam.Role("NetworkFlowsRole", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "vpc-flow-logs.amazonaws.com" }),
    inlinePolicies: [
      {
        name: "write",
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            {
              actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
              resources: [$interpolate`${group.arn}:*`],
            },
          ],
        }).json,
      },
    ],
  });
  new aws.ec2.FlowLog("NetworkFlowLog", {
    vpcId: vpc.id,
    trafficType: "REJECT",
    logDestination: group.arn,
    iamRoleArn: role.arn,
  });
}
