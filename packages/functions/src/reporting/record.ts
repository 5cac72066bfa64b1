import { Reporting } from "@securecart/core/reporting";
import { reportedEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Whatever changes what is reported of an order reaches the reports. */
export const handler = eventHandler("ReportQueue", reportedEvents, ({ orderId }, _type, eventId) =>
  Reporting.record({ eventId, orderId }),
);
