import type { DataFolder } from "./data-folder";
import { viesPath } from "./gateway/vies-path";
import type { Ports } from "./ports";
import { deadLettersOf, type Topology } from "./topology";

export const region = "us-east-1";
export const account = "000000000000";

/** Marks the endpoints in an environment as ours, so that a cloud started inside it does not use them as the merchant's. */
const marker = "SECURECART_CLOUD";

/** Variables of the merchant's shell that would override the endpoints and credentials set here. */
const misleading = [
  "AWS_PROFILE",
  "AWS_SESSION_TOKEN",
  "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
  "AWS_ENDPOINT_URL",
  "SST_RESOURCES_JSON",
  "SST_KEY_FILE",
];

export type ServiceAddress = { url: string; external: boolean };
export type Addresses = Record<
  "dynamo" | "queues" | "storage" | "mail" | "events" | "stripe",
  ServiceAddress
>;
export type Environment = Record<string, string>;

/** Environment variables of a shell. */
export type Outside = Readonly<Record<string, string | undefined>>;

/** Returns the address of each service: the one in the merchant's environment, or the local one. */
export function addresses(ports: Ports, outside: Outside): Addresses {
  const at = (port: number, variable: string): ServiceAddress => {
    const given = outside[marker] ? undefined : outside[variable];
    return given ? { url: given, external: true } : { url: `http://127.0.0.1:${port}`, external: false };
  };
  return {
    dynamo: at(ports.dynamo, "AWS_ENDPOINT_URL_DYNAMODB"),
    queues: at(ports.queues, "AWS_ENDPOINT_URL_SQS"),
    storage: at(ports.queues, "AWS_ENDPOINT_URL_S3"),
    mail: at(ports.gateway, "AWS_ENDPOINT_URL_SESV2"),
    events: at(ports.gateway, "AWS_ENDPOINT_URL_EVENTBRIDGE"),
    stripe: at(ports.stripe, "STRIPE_API_BASE"),
  };
}

/**
 * Returns the variables a process needs to use this cloud: those that `Resource` of the `sst` SDK reads, the endpoints
 * that the AWS SDK reads, and the shop's clock. Addresses are IPs because an S3 client turns a host name into
 * `bucket.name`, which does not resolve.
 */
export function environment(
  ports: Ports,
  folder: Pick<DataFolder, "path" | "secrets" | "file" | "shopName">,
  topology: Topology,
  outside: Outside,
): Environment {
  const where = addresses(ports, outside);
  const ours = Boolean(outside[marker]);
  const given = (name: string, fallback: string) => (ours ? undefined : outside[name]) || fallback;
  const external = Object.values(where).some((address) => address.external);
  const gateway = `http://127.0.0.1:${ports.gateway}`;
  return {
    [marker]: folder.path,
    AWS_REGION: given("AWS_REGION", region),
    AWS_ACCESS_KEY_ID: external ? given("AWS_ACCESS_KEY_ID", "local") : "local",
    AWS_SECRET_ACCESS_KEY: external ? given("AWS_SECRET_ACCESS_KEY", "local") : "local",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_ENDPOINT_URL_DYNAMODB: where.dynamo.url,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: given("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", where.dynamo.url),
    AWS_ENDPOINT_URL_SQS: where.queues.url,
    AWS_ENDPOINT_URL_SNS: given("AWS_ENDPOINT_URL_SNS", gateway),
    AWS_ENDPOINT_URL_S3: where.storage.url,
    AWS_ENDPOINT_URL_SESV2: where.mail.url,
    AWS_ENDPOINT_URL_EVENTBRIDGE: where.events.url,
    AWS_ENDPOINT_URL_SFN: given("AWS_ENDPOINT_URL_SFN", gateway),
    STRIPE_API_BASE: where.stripe.url,
    VIES_API_BASE: given("VIES_API_BASE", `${gateway}${viesPath}`),
    SECURECART_CLOCK_FILE: folder.file("clock.json"),
    SECURECART_CONTROL: `http://127.0.0.1:${ports.control}`,
    SECURECART_FUNCTIONS: `http://127.0.0.1:${ports.functions}`,
    NO_PROXY: [outside.NO_PROXY, "127.0.0.1", "localhost"].filter(Boolean).join(","),
    ...resources({
      App: { name: "securecart", stage: "local" },
      Table: { name: "securecart-local", type: "sst.aws.Dynamo" },
      ...queueResources(where.queues.url, topology),
      ...machineResources(topology),
      Bus: {
        name: "securecart-local",
        arn: `arn:aws:events:${region}:${account}:event-bus/securecart-local`,
        type: "sst.aws.Bus",
      },
      Images: { name: "securecart-local-images", type: "sst.aws.Bucket" },
      Artifacts: { name: "securecart-local-artifacts", type: "sst.aws.Bucket" },
      Uploads: { url: `${where.storage.url}/securecart-local-artifacts` },
      Email: { sender: "shop@securecart.example", configSet: "securecart-local", type: "sst.aws.Email" },
      Shop: { name: folder.shopName, url: given("SECURECART_URL", `http://localhost:${ports.shop}`) },
      // Switches: "" is off. See docs/operations.md.
      Cache: { url: given("REDIS_URL", "") },
      Reporting: { url: reportingUrl(outside), reader: "" },
      StripeSecretKey: secret(given("STRIPE_SECRET_KEY", folder.secrets.stripeSecretKey)),
      StripeWebhookSecret: secret(given("STRIPE_WEBHOOK_SECRET", folder.secrets.stripeWebhookSecret)),
      LinkSecret: secret(folder.secrets.linkSecret),
      RevalidateSecret: secret(folder.secrets.revalidateSecret),
      GoogleClientId: secret(given("GOOGLE_CLIENT_ID", "none")),
      GoogleClientSecret: secret(given("GOOGLE_CLIENT_SECRET", "none")),
      GoogleIssuer: secret(given("GOOGLE_ISSUER", "https://accounts.google.com")),
      SellerTaxId: secret(given("SELLER_TAX_ID", "none")),
    }),
  };
}

/** Returns the address of the reporting database from the merchant's environment, or "" when there is none. */
export function reportingUrl(outside: Outside): string {
  return (outside[marker] ? undefined : outside.REPORTING_URL) ?? "";
}

/** Returns the environment of a process inside the cloud: the caller's, without variables that would override it. */
export function inside(cloud: Environment): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of misleading) delete env[name];
  return Object.assign(env, cloud);
}

/** Returns a queue's address on the endpoint's host, because the host name in the engine's responses does not resolve. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${account}/${name}`;
}

function queueResources(endpoint: string, topology: Topology) {
  const names = topology.queues.flatMap(({ name }) => [name, deadLettersOf(name)]);
  return Object.fromEntries(
    names.map((name) => [name, { url: queueUrl(endpoint, name), type: "sst.aws.Queue" }]),
  );
}

/** Returns the ARN of a state machine. */
export function machineArn(name: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
}

/** Returns the ARN of a function that a state machine calls. */
export function functionArn(machine: string, name: string): string {
  return `arn:aws:lambda:${region}:${account}:function:${machine}-${name}`;
}

function machineResources({ machines }: Topology) {
  return Object.fromEntries(
    machines.map(({ name }) => [name, { arn: machineArn(name), type: "sst.aws.StepFunctions" }]),
  );
}

function secret(value: string) {
  return { value, type: "sst.sst.Secret" };
}

function resources(linked: Record<string, object>): Environment {
  return Object.fromEntries(
    Object.entries(linked).map(([name, value]) => [`SST_RESOURCE_${name}`, JSON.stringify(value)]),
  );
}
