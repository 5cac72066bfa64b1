import { type Check, differ, list, type Stack } from "./stack";

type Rule = {
  securityGroupId: string;
  referencedSecurityGroupId?: string;
  fromPort?: number;
  cidrIpv4?: string;
  cidrIpv6?: string;
};
type Group = { ingress?: { cidrBlocks?: string[]; fromPort?: number }[] };
type Entry = { cidrBlock: string; protocol: string; action: string; fromPort: number; toPort: number };

const everywhere = "0.0.0.0/0";

export const ingress = (stack: Stack) =>
  stack.of<Rule>("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");

/** Returns findings unless a group accepts exactly one other group on one port. */
export function onlyFrom(stack: Stack, group: string, from: string, port: number): string[] {
  const rules = ingress(stack).filter(({ inputs }) => inputs.securityGroupId === `${group}-id`);
  return differ(
    `${group} accepts`,
    rules.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort]),
    [[`${from}-id`, port]],
  );
}

const networkAcl = (stack: Stack) =>
  stack.one<{ ingress: Entry[]; egress: Entry[]; subnetIds: string[] }>(
    "aws:ec2/networkAcl:NetworkAcl",
    "PrivateAcl",
  ).inputs;

/** Returns true when an entry allows a port range for every address. */
const opens = ({ cidrBlock, action, fromPort, toPort }: Entry, from: number, to: number) =>
  cidrBlock === everywhere && action === "allow" && fromPort <= from && toPort >= to;

export const networkChecks = {
  "only responses enter the private subnets, and no security group is open": (stack) => {
    if (!stack.stage.on.network) return [];
    const group = stack.of<Group>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")[0];
    return [
      ...networkAcl(stack).ingress.flatMap(({ cidrBlock, fromPort }) =>
        cidrBlock === everywhere && fromPort < 1024 ? [`the network ACL allows port ${fromPort}`] : [],
      ),
      ...differ("the default group's ingress", group?.inputs.ingress, []),
      ...ingress(stack).flatMap(({ name, inputs }) =>
        inputs.cidrIpv4 || inputs.cidrIpv6
          ? [`${name} is open to ${inputs.cidrIpv4 ?? inputs.cidrIpv6}`]
          : [],
      ),
      // A rule may be inline in its group or a resource of its own.
      ...stack
        .of<Group>("aws:ec2/securityGroup:SecurityGroup")
        .flatMap(({ name, inputs }) =>
          list(inputs.ingress).flatMap((rule) =>
            list(rule.cidrBlocks).includes(everywhere) ? [`${name} is open to everyone`] : [],
          ),
        ),
    ];
  },

  "the network ACL allows outgoing HTTPS and its responses": (stack) => {
    if (!stack.stage.on.network) return [];
    const { ingress, egress, subnetIds } = networkAcl(stack);
    // NAT gateways use ports from 1024 on, functions from 32768: a smaller range would lose responses.
    const responses = ingress.some((one) => opens(one, 1024, 65_535));
    const calls = egress.some((one) => opens(one, 443, 443));
    return [
      ...(responses ? [] : ["responses are blocked"]),
      ...(calls ? [] : ["outgoing HTTPS is blocked"]),
      ...differ("its subnets", subnetIds.length, 2),
    ];
  },

  "each zone has a NAT gateway, and the table and buckets have gateway endpoints": (stack) => {
    if (!stack.stage.on.network) return [];
    const gateways = stack
      .of<{ serviceName: string; routeTableIds: string[] }>("aws:ec2/vpcEndpoint:VpcEndpoint")
      .map(({ inputs }) => [inputs.serviceName.split(".").at(-1), inputs.routeTableIds.length]);
    return [
      ...differ("NAT gateways", stack.of("aws:ec2/natGateway:NatGateway").length, 2),
      ...differ("gateway endpoints", gateways.sort(), [
        ["dynamodb", 2],
        ["s3", 2],
      ]),
    ];
  },
} satisfies Record<string, Check>;
