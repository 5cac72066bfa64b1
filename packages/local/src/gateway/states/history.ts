import { region } from "../../environment";
import { fromJson, type Json } from "./json";

/** An event in an execution's history. `at` is the shop's time in milliseconds. */
export type HistoryEvent = { id: number; previous: number; at: number; type: string; details: Details };
export type Details = Record<string, Json | undefined>;

/** Returns the API field of an event's details: `taskFailedEventDetails` for `TaskFailed`; all state entries share one. */
function detailsField(type: string): string {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** Fields with data, omitted when the caller excludes execution data. */
const dataFields = ["input", "output", "parameters"];

export function apiEvent({ id, previous, at, type, details }: HistoryEvent, withData: boolean) {
  const shown = Object.fromEntries(
    Object.entries(details).filter(
      ([name, value]) => value !== undefined && (withData || !dataFields.includes(name)),
    ),
  );
  return {
    id,
    previousEventId: previous,
    timestamp: at / 1000,
    type,
    ...(Object.keys(shown).length > 0 ? { [detailsField(type)]: shown } : {}),
  };
}

export const lambdaDetails = { resourceType: "lambda", region };

/** Parses stored details. */
export function detailsFrom(text: string): Details {
  const details = fromJson(text);
  return typeof details === "object" && details !== null && !Array.isArray(details) ? details : {};
}
