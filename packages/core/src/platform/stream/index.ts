import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

export * as Stream from "./index";

type Image = Record<string, unknown>;

/** Change of a row: its entity, and its attributes before and after. */
export type Change = { id: string; entity: string; before: Image | null; after: Image | null };

/** Record as DynamoDB Streams delivers it. */
export type StreamRecord = {
  eventID?: string | undefined;
  dynamodb?: { OldImage?: unknown; NewImage?: unknown } | undefined;
};

/** Converts stream records to changes; rows without an entity are left out. */
export function changes(records: StreamRecord[]): Change[] {
  return records.flatMap(({ eventID = "", dynamodb }) => {
    const before = image(dynamodb?.OldImage);
    const after = image(dynamodb?.NewImage);
    const entity = after?.__edb_e__ ?? before?.__edb_e__;
    return typeof entity === "string" ? [{ id: eventID, entity, before, after }] : [];
  });
}

const image = (raw: unknown): Image | null =>
  raw ? unmarshall(raw as Record<string, AttributeValue>) : null;
