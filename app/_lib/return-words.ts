import type { ReturnRow } from "@securecart/core/order";

/** Why something goes back, in plain words. */
export const returnReasons: Record<ReturnRow["reason"], string> = {
  damaged: "It is damaged",
  wrong_item: "It is not what I ordered",
  not_as_described: "It is not as described",
  does_not_fit: "It does not fit",
  unwanted: "I changed my mind",
};

/** Where a return stands, in plain words. */
export const returnStates: Record<ReturnRow["state"], string> = {
  requested: "We are looking at your request",
  approved: "Approved: please send it back",
  declined: "Declined",
  received: "Arrived",
};
