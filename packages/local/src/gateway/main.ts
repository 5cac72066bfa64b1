import { z } from "zod";
import { serve } from "../http";
import { resourceName } from "../provision";
import { Refusal } from "../refusal";
import { loadTopology, switchesOf, topologyVariable } from "../topology";
import { dispatcher } from "./dispatcher";
import { eventStore } from "./event-store";
import { openMailbox } from "./mailbox";
import { putEvents } from "./put-events";
import { gateway } from "./server";
import { openTexts } from "./sms";
import { openStates } from "./states";
import { loadMachines } from "./states/machines";
import { openVies } from "./vies";

const settings = z
  .object({
    GATEWAY_PORT: z.coerce.number(),
    GATEWAY_DATA_FILE: z.string().min(1),
    GATEWAY_ROOT: z.string().min(1),
    AWS_ENDPOINT_URL_SQS: z.string().min(1),
    SECURECART_FUNCTIONS: z.string().min(1),
    [topologyVariable]: z.string().optional(),
  })
  .parse(process.env);

/** Opens emails, SMS, events and state machines in one process with one database file. */
async function open(): Promise<void> {
  const topology = await loadTopology(settings[topologyVariable], switchesOf(process.env));
  const file = settings.GATEWAY_DATA_FILE;
  const machines = loadMachines(settings.GATEWAY_ROOT, topology.machines);
  const states = openStates(file, machines, settings.SECURECART_FUNCTIONS);
  const events = eventStore(file);
  const deliver = dispatcher(events, settings.AWS_ENDPOINT_URL_SQS);
  const bus = resourceName(process.env, "Bus");

  const server = await serve(
    settings.GATEWAY_PORT,
    gateway({
      mailbox: openMailbox(file),
      texts: openTexts(file),
      putEvents: putEvents(topology.rules, bus, events, deliver.wake),
      states,
      vies: openVies(file),
      topics: settings.AWS_ENDPOINT_URL_SQS,
      waiting: events.waiting,
    }),
  );
  deliver.wake();
  states.resume();

  process.once("SIGTERM", () => {
    server.close();
    server.closeAllConnections();
    states.stop();
    deliver.stop().finally(() => process.exit(0));
  });
}

try {
  await open();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
