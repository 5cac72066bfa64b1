import { Event } from "@securecart/core/event";

/** Sends again the events that some consumer has not done. */
export const handler = () => Event.sweep();
