import type { ReturnRow } from "@securecart/core/order";

/** Labels of the reasons for a return. */
export const returnReasons: Record<ReturnRow["reason"], string> = {
  damaged: "It is damaged",
  wrong_item: "It is not what I ordered",
  not_as_described: "It is not as described",
  does_not_fit: "It does not fit",
  unwanted: "I changed my mind",
};

/** Labels of a return's state. */
export const returnStates: Record<ReturnRow["state"], string> = {
  requested: "We are looking at your request",
  approved: "Approved: please send it back",
  declined: "Declined",
  received: "Arrived",
};
