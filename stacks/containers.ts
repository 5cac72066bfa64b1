import { accelerator, originDns } from "./accelerator";
import { siteMay } from "./grants";
import { createInstances } from "./instances";
import { everything } from "./links";
import { admit, type Network, network } from "./network";
import { permissionsFor } from "./permissions";
import { originHeader, originKey, router, shop } from "./router";
import { stage } from "./stage";

/** The port that the container of `container/Dockerfile` listens on. */
const port = 3000;

/** The pages in containers, instead of functions: the same build, behind the same router and its firewall. */
export const service =
  stage.on.containers && network && stage.domain ? createService(network, stage.domain) : null;

function createService(network: Network, domain: string) {
  const { vpc, application } = network;
  const clusterName = `${$app.name}-${$app.stage}`;
  const capacity = stage.on.instances ? createInstances(clusterName, network) : null;
  const cluster = new sst.aws.Cluster("Cluster", {
    vpc: {
      id: vpc.id,
      securityGroups: [application.id],
      containerSubnets: vpc.privateSubnets,
      loadBalancerSubnets: vpc.publicSubnets,
    },
    transform: {
      cluster: (args) => {
        args.name = clusterName;
        args.settings = [{ name: "containerInsights", value: "enabled" }];
      },
    },
  });
  const cloudFront = aws.ec2.getManagedPrefixListOutput({
    name: "com.amazonaws.global.cloudfront.origin-facing",
  });
  const balancer = new aws.ec2.SecurityGroup("BalancerGroup", {
    vpcId: vpc.id,
    description: "The load balancer: CloudFront in, the containers out",
  });
  new aws.vpc.SecurityGroupIngressRule("BalancerIn", {
    securityGroupId: balancer.id,
    description: "CloudFront's own addresses, kept by AWS",
    prefixListId: cloudFront.id,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
  new aws.vpc.SecurityGroupEgressRule("BalancerOut", {
    securityGroupId: balancer.id,
    referencedSecurityGroupId: application.id,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
  });
  admit("ContainersIn", application, balancer, port);
  const known = keepLinks();
  return new sst.aws.Service("Pages", {
    cluster,
    architecture: "arm64",
    cpu: "0.5 vCPU",
    memory: "1 GB",
    image: {
      context: ".",
      dockerfile: "container/Dockerfile",
      // The shop's name and address stand on pages that are rendered when the image is built.
      secrets: sst.Linkable.env([shop]).apply((variables) => ({
        SST_RESOURCE_Shop: variables.SST_RESOURCE_Shop ?? "",
      })),
    },
    // As one secret: SST would write each link, with its secrets, into the task's plain environment.
    ssm: { SST_RESOURCES_JSON: known.arn },
    permissions: permissionsFor(siteMay),
    logging: { retention: stage.logs },
    // One of each at the least, in two zones; Spot carries what comes on top.
    capacity: { fargate: { base: 2, weight: 1 }, spot: { weight: 3 } },
    scaling: { min: 2, max: 20, cpuUtilization: 60, memoryUtilization: 75, requestCount: 600 },
    loadBalancer: originKey.apply((key) => ({
      domain: { name: `origin.${domain}`, dns: originDns },
      // A request without the key did not come through the firewall: the default answer is 403.
      rules: [
        {
          listen: "443/https" as const,
          forward: `${port}/http` as const,
          conditions: { path: "/*", header: { name: originHeader, values: [key] } },
        },
      ],
      health: {
        [`${port}/http`]: { path: "/api/health", interval: "10 seconds" as const, healthyThreshold: 2 },
      },
    })),
    transform: {
      executionRole: (args) => {
        args.inlinePolicies = [{ name: "start", policy: mayRead(known.arn) }];
      },
      // SST makes a group that is open to everybody; ours takes its place.
      loadBalancerSecurityGroup: (args) => {
        args.ingress = [];
        args.egress = [];
      },
      loadBalancer: (args) => {
        args.securityGroups = [balancer.id];
        args.dropInvalidHeaderFields = true;
        args.enableDeletionProtection = stage.production;
      },
      listener: (args) => {
        args.sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
      },
      target: (args) => {
        args.deregistrationDelay = 30;
      },
      ...(capacity && {
        service: (args) => {
          args.capacityProviderStrategies = [{ capacityProvider: capacity.name, weight: 1 }];
          // Tasks stand in several zones before two stand on one machine.
          args.orderedPlacementStrategies = [
            { type: "spread", field: "attribute:ecs.availability-zone" },
            { type: "binpack", field: "memory" },
          ];
        },
        taskDefinition: (args) => {
          args.requiresCompatibilities = ["EC2"];
        },
      }),
    },
  });
}

/** What the pages are linked to, in a secret that only the containers' start may read. */
function keepLinks() {
  const secret = new aws.secretsmanager.Secret("PagesLinks", { recoveryWindowInDays: 0 });
  // Its ARN is the secret's, and is there once the secret has something to tell.
  return new aws.secretsmanager.SecretVersion("PagesLinksVersion", {
    secretId: secret.id,
    secretString: sst.Linkable.env(everything).apply((variables) =>
      JSON.stringify({
        App: { name: $app.name, stage: $app.stage },
        ...Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [
            name.replace("SST_RESOURCE_", ""),
            // A plain image of Node does not know the authority of Amazon's databases.
            JSON.parse(value.replaceAll("sslmode=verify-full", "sslmode=require&uselibpqcompat=true")),
          ]),
        ),
      }),
    ),
  });
}

function mayRead(arn: $util.Input<string>) {
  return aws.iam.getPolicyDocumentOutput({
    statements: [{ actions: ["secretsmanager:GetSecretValue"], resources: [arn] }],
  }).json;
}

if (service) accelerator?.lead(service);
if (service) router.route("/", `https://origin.${stage.domain}`, { readTimeout: "30 seconds" });
