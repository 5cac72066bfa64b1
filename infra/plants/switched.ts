import type { Plant } from "./plant";

/** Mistakes that show when every switch is on: in walls, machines and copies. */
export const morePlants: Record<string, Plant> = {
  "a cache without a password": {
    file: "stacks/cache.ts",
    from: "args.automaticFailoverEnabled = true;",
    to: "args.automaticFailoverEnabled = true;\n        args.authToken = undefined;",
    breaks: "the cache stands in two zones, encrypts, and lets the application in alone",
    says: /asks for no password/,
  },
  "a database with a public address": {
    file: "stacks/reporting.ts",
    from: "    transform: {\n      cluster:",
    to: "    transform: {\n      instance: (args) => {\n        args.publiclyAccessible = true;\n      },\n      cluster:",
    breaks: "the reporting database has a reader, keeps its last state, and lets the application in alone",
    says: /ReportingDatabaseInstance has a public address/,
  },
  "a database with backups of a day": {
    file: "stacks/reporting.ts",
    from: "args.backupRetentionPeriod = 7;",
    to: "args.backupRetentionPeriod = 1;",
    breaks: "the reporting database has a reader, keeps its last state, and lets the application in alone",
    says: /backups go within a week/,
  },
  "a door within a group": {
    file: "stacks/network.ts",
    from: "new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, description });",
    to: 'new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, description, ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: [everywhere] }] });',
    breaks: "nothing comes into the private subnets but answers, and nothing is left open by default",
    says: /DatabaseGroup is open to everybody/,
  },
  "SST's open group": {
    file: "stacks/containers.ts",
    from: "        args.ingress = [];\n        args.egress = [];\n",
    to: "        args.description;\n",
    breaks: "nothing comes into the private subnets but answers, and nothing is left open by default",
    says: /PagesLoadBalancerSecurityGroup is open to everybody/,
  },
  "a wall without a way out": {
    file: "stacks/network.ts",
    from: "cidrBlock: everywhere, fromPort: 443, toPort: 443 }",
    to: "cidrBlock: everywhere, fromPort: 80, toPort: 80 }",
    breaks: "the wall lets our calls out and their answers in",
    says: /nobody can call/,
  },
  "bytes of the table that the NAT charges": {
    file: "stacks/network.ts",
    from: 'for (const service of ["dynamodb", "s3"])',
    to: 'for (const service of ["s3"])',
    breaks: "each zone has a way out of its own, and the table and the buckets are reached without it",
    says: /reached inside/,
  },
  "a network that is looked up": {
    file: "stacks/network.ts",
    from: "vpc.nodes.privateRouteTables.apply((all) => all.map(({ id }) => id))",
    to: "vpc.nodes.privateSubnets.apply((all) => all.map(({ id }) => aws.ec2.getRouteTableOutput({ subnetId: id }).routeTableId))",
    breaks: "nothing of the network is looked up before it is made",
    says: /StorageGateway looks rtb-/,
  },
  "containers by another balancer": {
    file: "stacks/observability.ts",
    from: "LoadBalancer: service.nodes.loadBalancer.arnSuffix",
    to: "LoadBalancer: service.nodes.loadBalancer.arn",
    breaks:
      "an alarm reads what AWS counts, by the dimensions that AWS counts it by, of a thing that is there",
    says: /PagesSlow watches the LoadBalancer arn:/,
  },
  "secrets in the task": {
    file: "stacks/containers.ts",
    from: "    ssm: {",
    to: "    environment: { KEY: sst.Linkable.env(everything).apply((all) => JSON.stringify(all)) },\n    ssm: {",
    breaks: "no secret stands in a container's environment",
    says: /PagesTask shows a secret/,
  },
  "one machine": {
    file: "stacks/instances.ts",
    from: "minSize: 2,",
    to: "minSize: 1,",
    breaks:
      "machines under the containers are from several kinds, some from Spot, and leave only when they are empty",
    says: /one machine is none/,
  },
  "disks in plain text": {
    file: "stacks/instances.ts",
    from: 'encrypted: "true"',
    to: 'encrypted: "false"',
    breaks:
      "machines under the containers are from several kinds, some from Spot, and leave only when they are empty",
    says: /disks are encrypted/,
  },
  "capacity without room": {
    file: "stacks/data.ts",
    from: "most: 400",
    to: "most: 10",
    breaks: "capacity that is bought in advance follows the traffic, on the table and on each index",
    says: /has no room to grow/,
  },
  "an accelerator that leads nowhere": {
    file: "stacks/containers.ts",
    from: "if (service) accelerator?.lead(service);\n",
    to: "",
    breaks: "the origin's name leads through the accelerator",
    says: /it leads nowhere/,
  },
  "a copy before the table scales": {
    file: "stacks/regions.ts",
    from: "{ dependsOn: scaling, retainOnDelete: stage.production }",
    to: "{ retainOnDelete: stage.production }",
    breaks: "a table whose capacity is bought is copied once it scales",
    says: /TableCopy does not wait for TableReadScaling/,
  },
  "copies before the versions": {
    file: "stacks/regions.ts",
    from: "{ dependsOn: complete(bucket).apply((source) => [...source, versions]) }",
    to: "{ dependsOn: [versions] }",
    breaks: "a bucket is copied once both keep their versions",
    says: /ImagesReplication does not wait for ImagesVersioning/,
  },
  "a copy in plain text": {
    file: "stacks/regions.ts",
    from: "  closeCopy(name, copy);\n",
    to: "",
    breaks: "every bucket refuses plain text, and what other sites' scripts ask",
    says: /ImagesCopy takes plain text/,
  },
  "a replica that anybody deletes": {
    file: "stacks/regions.ts",
    from: "deletionProtectionEnabled: stage.production,",
    to: "deletionProtectionEnabled: false,",
    breaks: "another region has a copy of the table and of both buckets",
    says: /its replicas/,
  },
};
