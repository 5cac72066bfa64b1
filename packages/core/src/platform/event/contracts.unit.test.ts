import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { eventSource, reporting, rules } from "../topology";
import { details, Envelope, type EventType, schemaVersion } from "./schemas";

/**
 * An example of each event as it once travelled, kept for good: `<type>.v<version>.json`. What was sent yesterday is
 * still in queues and archives, so a schema that refuses one of these breaks a promise.
 */
const folder = fileURLToPath(new URL("./contracts/", import.meta.url));
const stored = readdirSync(folder).map((file) => ({
  file,
  event: JSON.parse(readFileSync(`${folder}${file}`, "utf8")),
}));
const types = Object.keys(details) as EventType[];

test("every type has an example of its present version, and every example has a type", () => {
  const current = stored.filter(({ event }) => event.detail.schema === schemaVersion);
  expect(current.map(({ event }) => event["detail-type"]).sort()).toEqual([...types].sort());
  for (const { file, event } of stored)
    expect(file).toBe(`${event["detail-type"]}.v${event.detail.schema}.json`);
});

test.each(stored)("a consumer accepts $file as it was sent", ({ event }) => {
  const envelope = Envelope.parse(event);
  const { eventId, schema, at, ...told } = event.detail;
  expect(envelope.detail).toMatchObject({ eventId, schema, at });
  expect(details[envelope["detail-type"]].parse(envelope.detail)).toEqual(told);
  expect(event.source).toBe(eventSource);
});

test.each(stored)("a consumer of $file accepts unknown fields", ({ event }) => {
  const more = { ...event, account: "1", detail: { ...event.detail, later: { a: [1] }, toString: "x" } };
  const envelope = Envelope.parse(more);
  const understood = details[envelope["detail-type"]].parse(envelope.detail);
  expect(understood).toEqual(details[envelope["detail-type"]].parse(event.detail));
});

test.each(stored)("a missing field of $file is rejected", ({ event }) => {
  const { eventId, schema, at, trace, ...told } = event.detail;
  for (const name of Object.keys(told)) {
    const { [name]: _gone, ...rest } = event.detail;
    expect(details[event["detail-type"] as EventType].safeParse(rest).success, name).toBe(false);
  }
  const { trace: _none, ...untraced } = event.detail;
  expect(details[event["detail-type"] as EventType].safeParse(untraced).success).toBe(true);
});

test("rules route existing types only", () => {
  const routed = [...rules, ...reporting.rules].flatMap(({ pattern }) => pattern["detail-type"] ?? []);
  expect(routed).not.toHaveLength(0);
  expect(types).toEqual(expect.arrayContaining(routed));
});
