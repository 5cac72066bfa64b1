import { region } from "../../environment";
import { fromJson, type Json } from "./json";

/** An event in an execution's history, as the API gives it; `at` is the shop's time in milliseconds. */
export type HistoryEvent = { id: number; previous: number; at: number; type: string; details: Details };
export type Details = Record<string, Json | undefined>;

/** Where an event keeps its details: `TaskFailed` in `taskFailedEventDetails`, every kind of state's entry in one. */
function detailsField(type: string): string {
  if (type.endsWith("StateEntered")) return "stateEnteredEventDetails";
  if (type.endsWith("StateExited")) return "stateExitedEventDetails";
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** What tells of data; left out when the caller wants none. */
const dataFields = ["input", "output", "parameters"];

export function eventAnswer({ id, previous, at, type, details }: HistoryEvent, withData: boolean) {
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

/** Details as the store kept them. */
export function detailsFrom(text: string): Details {
  const details = fromJson(text);
  return typeof details === "object" && details !== null && !Array.isArray(details) ? details : {};
}
