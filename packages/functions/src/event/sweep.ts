import { Event } from "@securecart/core/event";

/** Sends the events again that a consumer has not finished. */
export const handler = () => Event.sweep();
