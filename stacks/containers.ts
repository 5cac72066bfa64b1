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

/** Service that renders the pages in containers instead of functions: the same build behind the same router. */
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
    description: "CloudFront's addresses, maintained by AWS",
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
  const linkSecret = createLinkSecret();
  return new sst.aws.Service("Pages", {
    cluster,
    architecture: "arm64",
    cpu: "0.5 vCPU",
    memory: "1 GB",
    image: {
      context: ".",
      dockerfile: "container/Dockerfile",
      // The image build renders pages that contain the shop's name and URL.
      secrets: sst.Linkable.env([shop]).apply((variables) => ({
        SST_RESOURCE_Shop: variables.SST_RESOURCE_Shop ?? "",
      })),
    },
    // One secret for all links: SST would write each link into the task's plain environment.
    ssm: { SST_RESOURCES_JSON: linkSecret.arn },
    permissions: permissionsFor(siteMay),
    logging: { retention: stage.logs },
    // At least two tasks, in two zones; Spot runs most of the others.
    capacity: { fargate: { base: 2, weight: 1 }, spot: { weight: 3 } },
    scaling: { min: 2, max: 20, cpuUtilization: 60, memoryUtilization: 75, requestCount: 600 },
    loadBalancer: originKey.apply((key) => ({
      domain: { name: `origin.${domain}`, dns: originDns },
      // A request without the key bypassed the firewall: the default action returns 403.
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
        args.inlinePolicies = [{ name: "start", policy: mayRead(linkSecret.arn) }];
      },
      // SST creates an open security group; `balancer` replaces it.
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
          // Tasks spread over the zones before two share an instance.
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

/** Stores the links of the pages in a secret that only the tasks' execution role may read. */
function createLinkSecret() {
  const secret = new aws.secretsmanager.Secret("PagesLinks", { recoveryWindowInDays: 0 });
  // The version has the secret's ARN, but only once the secret has a value.
  return new aws.secretsmanager.SecretVersion("PagesLinksVersion", {
    secretId: secret.id,
    secretString: sst.Linkable.env(everything).apply((variables) =>
      JSON.stringify({
        App: { name: $app.name, stage: $app.stage },
        ...Object.fromEntries(
          Object.entries(variables).map(([name, value]) => [
            name.replace("SST_RESOURCE_", ""),
            // The Node image does not know the certificate authority of Amazon's databases.
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

if (service) accelerator?.pointTo(service);
if (service) router.route("/", `https://origin.${stage.domain}`, { readTimeout: "30 seconds" });
