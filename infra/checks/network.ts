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

/** Findings about a group that lets somebody else in, or on another port. */
export function onlyFrom(stack: Stack, group: string, from: string, port: number): string[] {
  const rules = ingress(stack).filter(({ inputs }) => inputs.securityGroupId === `${group}-id`);
  return differ(
    `${group} lets in`,
    rules.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort]),
    [[`${from}-id`, port]],
  );
}

const wall = (stack: Stack) =>
  stack.one<{ ingress: Entry[]; egress: Entry[]; subnetIds: string[] }>(
    "aws:ec2/networkAcl:NetworkAcl",
    "PrivateWall",
  ).inputs;

/** Whether an entry lets the world through, from one port to another. */
const opens = ({ cidrBlock, action, fromPort, toPort }: Entry, from: number, to: number) =>
  cidrBlock === everywhere && action === "allow" && fromPort <= from && toPort >= to;

export const networkChecks = {
  "nothing comes into the private subnets but answers, and nothing is left open by default": (stack) => {
    if (!stack.stage.on.network) return [];
    const group = stack.of<Group>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")[0];
    return [
      ...wall(stack).ingress.flatMap(({ cidrBlock, fromPort }) =>
        cidrBlock === everywhere && fromPort < 1024 ? [`the wall lets ${fromPort} in`] : [],
      ),
      ...differ("the default group lets in", group?.inputs.ingress, []),
      ...ingress(stack).flatMap(({ name, inputs }) =>
        inputs.cidrIpv4 || inputs.cidrIpv6
          ? [`${name} is open to ${inputs.cidrIpv4 ?? inputs.cidrIpv6}`]
          : [],
      ),
      // A rule may stand in its group as well as beside it.
      ...stack
        .of<Group>("aws:ec2/securityGroup:SecurityGroup")
        .flatMap(({ name, inputs }) =>
          list(inputs.ingress).flatMap((rule) =>
            list(rule.cidrBlocks).includes(everywhere) ? [`${name} is open to everybody`] : [],
          ),
        ),
    ];
  },

  "the wall lets our calls out and their answers in": (stack) => {
    if (!stack.stage.on.network) return [];
    const { ingress, egress, subnetIds } = wall(stack);
    // NAT gateways answer from 1024 on, functions from 32768: whoever closes a part of it loses a part of the answers.
    const answered = ingress.some((one) => opens(one, 1024, 65_535));
    const called = egress.some((one) => opens(one, 443, 443));
    return [
      ...(answered ? [] : ["answers stay outside"]),
      ...(called ? [] : ["nobody can call AWS or Stripe"]),
      ...differ("the subnets behind it", subnetIds.length, 2),
    ];
  },

  "each zone has a way out of its own, and the table and the buckets are reached without it": (stack) => {
    if (!stack.stage.on.network) return [];
    const gateways = stack
      .of<{ serviceName: string; routeTableIds: string[] }>("aws:ec2/vpcEndpoint:VpcEndpoint")
      .map(({ inputs }) => [inputs.serviceName.split(".").at(-1), inputs.routeTableIds.length]);
    return [
      ...differ("ways out", stack.of("aws:ec2/natGateway:NatGateway").length, 2),
      ...differ("reached inside", gateways.sort(), [
        ["dynamodb", 2],
        ["s3", 2],
      ]),
    ];
  },
} satisfies Record<string, Check>;
