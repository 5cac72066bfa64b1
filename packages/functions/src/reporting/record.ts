import { Reporting } from "@securecart/core/reporting";
import { reportedEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Records a change of an order in the reports. */
export const handler = eventHandler("ReportQueue", reportedEvents, ({ eventId, detail: { orderId } }) =>
  Reporting.record({ eventId, orderId }),
);
