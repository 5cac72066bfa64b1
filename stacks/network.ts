import { stage } from "./stage";

const everywhere = "0.0.0.0/0";

export const network = stage.on.network ? createNetwork() : null;

export type Network = NonNullable<typeof network>;

/** Placement of functions when the network is on: the private subnets and the application's security group. */
export const placement = network && {
  privateSubnets: network.vpc.privateSubnets,
  securityGroups: [network.application.id],
};

/** Creates two zones with three tiers: public, application, data. Each accepts only the tier above. */
function createNetwork() {
  const vpc = new sst.aws.Vpc("Network", {
    az: 2,
    nat: "managed",
    transform: {
      // A resource that falls into the default group by mistake reaches nothing.
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
  createNetworkAcl(vpc);
  createGateways(vpc);
  logFlows(vpc);
  return { vpc, application, cache, database };
}

/** Allows traffic from one tier to another on one port. */
export function admit(name: string, to: aws.ec2.SecurityGroup, from: aws.ec2.SecurityGroup, port: number) {
  new aws.vpc.SecurityGroupIngressRule(name, {
    securityGroupId: to.id,
    referencedSecurityGroupId: from.id,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
  });
}

/** Creates the network ACL of the private subnets, in case a security group is wrong: only responses enter. */
function createNetworkAcl(vpc: sst.aws.Vpc) {
  const inside = vpc.nodes.vpc.cidrBlock;
  const tcp = { protocol: "tcp", action: "allow" };
  new aws.ec2.NetworkAcl("PrivateAcl", {
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

/** Creates gateway endpoints for the table and the buckets, because NAT gateways charge for each byte. */
function createGateways(vpc: sst.aws.Vpc) {
  // A lookup at AWS would fail in the first deployment, before the route tables exist.
  const tables = vpc.nodes.privateRouteTables.apply((all) => all.map(({ id }) => id));
  for (const service of ["dynamodb", "s3"])
    new aws.ec2.VpcEndpoint(`${service === "s3" ? "Storage" : "Table"}Gateway`, {
      vpcId: vpc.id,
      vpcEndpointType: "Gateway",
      serviceName: $interpolate`com.amazonaws.${aws.getRegionOutput({}).region}.${service}`,
      routeTableIds: tables,
    });
}

/** Logs rejected connections, with the retention of other logs. */
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
