import { Fulfillment } from "@securecart/core/fulfillment";

/** Functions that the fulfillment state machine calls: each parses, calls one domain function and returns. */
export const assessFraud = Fulfillment.assessFraud;
export const requestReview = Fulfillment.requestReview;
export const capture = Fulfillment.capture;
export const allocate = Fulfillment.allocate;
export const awaitStatus = Fulfillment.wait;
export const voidPayment = Fulfillment.voidPayment;
export const refundPayment = Fulfillment.refundPayment;
