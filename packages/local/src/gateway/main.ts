import { z } from "zod";
import { serve } from "../http";
import { resourceName } from "../provision";
import { loadTopology, topologyVariable } from "../topology";
import { dispatcher } from "./dispatcher";
import { eventStore } from "./event-store";
import { openMailbox } from "./mailbox";
import { putEvents } from "./put-events";
import { gateway } from "./server";

const settings = z
  .object({
    GATEWAY_PORT: z.coerce.number(),
    GATEWAY_DATA_FILE: z.string().min(1),
    AWS_ENDPOINT_URL_SQS: z.string().min(1),
    [topologyVariable]: z.string().optional(),
  })
  .parse(process.env);

const topology = await loadTopology(settings[topologyVariable]);
const events = eventStore(settings.GATEWAY_DATA_FILE);
const deliver = dispatcher(events, settings.AWS_ENDPOINT_URL_SQS);
const bus = resourceName(process.env, "Bus");

const server = await serve(
  settings.GATEWAY_PORT,
  gateway({
    mailbox: openMailbox(settings.GATEWAY_DATA_FILE),
    putEvents: putEvents(topology.rules, bus, events, deliver.wake),
    topics: settings.AWS_ENDPOINT_URL_SQS,
    waiting: events.waiting,
  }),
);
deliver.wake();

process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  deliver.stop().finally(() => process.exit(0));
});
