import { cache } from "./cache";
import { artifacts, images, table } from "./data";
import { email } from "./email";
import type { LinkName } from "./grants";
import { allQueues, bus, queueOf } from "./messaging";
import { machineArn } from "./permissions";
import { reporting } from "./reporting";
import { shop } from "./router";
import { secrets } from "./secrets";
import { uploads } from "./uploads";

/** Link to the state machine by its computed ARN, see `permissions.ts`. */
const fulfillment = new sst.Linkable("Fulfillment", { properties: { arn: machineArn } });

const links = {
  Table: table,
  Bus: bus,
  PaymentQueue: queueOf("PaymentQueue"),
  TransferQueue: queueOf("TransferQueue"),
  Fulfillment: fulfillment,
  Images: images,
  Artifacts: artifacts,
  Uploads: uploads,
  Email: email,
  Shop: shop,
  Cache: cache,
  Reporting: reporting,
  ...secrets,
} satisfies Record<LinkName, unknown>;

export const linked = (names: readonly LinkName[]) => names.map((name) => links[name]);

/** Links of the pages: everything, with the same names in every stage. */
export const everything = [
  ...Object.values(links),
  ...allQueues.flatMap(({ name, queue, deadLetters }) =>
    name === "PaymentQueue" || name === "TransferQueue" ? [deadLetters] : [queue, deadLetters],
  ),
];
