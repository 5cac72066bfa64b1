import { cache } from "./cache";
import { artifacts, images, table } from "./data";
import type { LinkName } from "./grants";
import { mail } from "./mail";
import { allQueues, bus, queueOf } from "./messaging";
import { machineArn } from "./permissions";
import { reporting } from "./reporting";
import { shop } from "./router";
import { secrets } from "./secrets";

/** A link that gives a name and nothing else. The machine's is made of its name, for the reason its ARN is. */
const fulfillment = new sst.Linkable("Fulfillment", { properties: { arn: machineArn } });

const links = {
  Table: table,
  Bus: bus,
  PaymentQueue: queueOf("PaymentQueue"),
  Fulfillment: fulfillment,
  Images: images,
  Artifacts: artifacts,
  Mail: mail,
  Shop: shop,
  Cache: cache,
  Reporting: reporting,
  ...secrets,
} satisfies Record<LinkName, unknown>;

export const linked = (names: readonly LinkName[]) => names.map((name) => links[name]);

/** What the storefront and the back office know: all of it, the same names in every stage. */
export const everything = [
  ...Object.values(links),
  ...allQueues.flatMap(({ name, queue, deadLetters }) =>
    name === "PaymentQueue" ? [deadLetters] : [queue, deadLetters],
  ),
];
