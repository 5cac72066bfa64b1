import { Fulfillment } from "@securecart/core/fulfillment";
import { tell } from "../order-email/text";

/** The functions that the fulfillment machine calls: each parses, calls one verb and answers. */
export const assessFraud = Fulfillment.assessFraud;
export const requestReview = Fulfillment.requestReview;
export const capture = Fulfillment.capture;
export const allocate = Fulfillment.allocate;
export const awaitStatus = Fulfillment.wait;
export const letGo = Fulfillment.letGo;
export const giveBack = Fulfillment.giveBack;

/** The customer hears that the goods are on their way. */
export const notify = ({ orderId }: { orderId: string }) => tell({ orderId, kind: "shipped" });
