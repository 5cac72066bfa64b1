import { describe, expect, test } from "vitest";
import { putEvents } from "./put-events";

const entry = { Source: "shop", DetailType: "a.b", Detail: '{"n":1}' };

function endpoint() {
  const stored: { queue: string; body: string }[] = [];
  const store = {
    add: (deliveries: readonly { queue: string; body: string }[]) => void stored.push(...deliveries),
    due: () => [],
    nextDue: () => undefined,
    done: () => undefined,
    postpone: () => undefined,
    waiting: () => 0,
  };
  const rules = [
    { name: "One", queue: "One", pattern: { source: ["shop"] } },
    { name: "Two", queue: "Two", pattern: { "detail-type": [{ prefix: "a." }] } },
  ];
  return { put: putEvents(rules, "bus", store, () => undefined), stored };
}

describe("PutEvents", () => {
  test("stores one delivery per matching rule, with the whole envelope", () => {
    const { put, stored } = endpoint();
    const time = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000;
    const { Entries } = put({ Entries: [{ ...entry, Time: time, Resources: ["r"] }] });
    expect(stored.map(({ queue }) => queue)).toEqual(["One", "Two"]);
    expect(JSON.parse(stored[0]?.body ?? "")).toEqual({
      version: "0",
      id: Entries[0] && "EventId" in Entries[0] ? Entries[0].EventId : "",
      "detail-type": "a.b",
      source: "shop",
      account: "000000000000",
      time: "2026-01-02T03:04:05Z",
      region: "us-east-1",
      resources: ["r"],
      detail: { n: 1 },
    });
  });

  test("accepts its bus by name and ARN; another bus has no rules", () => {
    const { put, stored } = endpoint();
    put({ Entries: [{ ...entry, EventBusName: "arn:aws:events:us-east-1:000000000000:event-bus/bus" }] });
    expect(stored).toHaveLength(2);
    expect(put({ Entries: [{ ...entry, EventBusName: "other" }] }).FailedEntryCount).toBe(0);
    expect(stored).toHaveLength(2);
  });

  test.each([
    ["no source", { ...entry, Source: "" }, "InvalidArgument"],
    ["no type", { Source: "shop", Detail: "{}" }, "InvalidArgument"],
    ["a detail that is not JSON", { ...entry, Detail: "x" }, "MalformedDetail"],
    ["a detail that is not an object", { ...entry, Detail: "[1]" }, "MalformedDetail"],
    ["a source of AWS", { ...entry, Source: "aws.s3" }, "NotAuthorizedForSourceException"],
  ])("refuses only the entry with %s", (_, broken, ErrorCode) => {
    const { put, stored } = endpoint();
    const answer = put({ Entries: [entry, broken] });
    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) }, { ErrorCode }],
    });
    expect(stored).toHaveLength(2);
  });

  test.each([
    ["no entries", []],
    ["eleven entries", Array.from({ length: 11 }, () => entry)],
    ["more than 256 KB", [{ ...entry, Detail: JSON.stringify({ x: "y".repeat(256 * 1024) }) }]],
  ])("refuses the whole request with %s", (_, Entries) => {
    const { put, stored } = endpoint();
    expect(() => put({ Entries })).toThrow(expect.objectContaining({ name: "ValidationException" }));
    expect(stored).toHaveLength(0);
  });
});
