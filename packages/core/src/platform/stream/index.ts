import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

export * as Stream from "./index";

type Image = Record<string, unknown>;

/** One change of the table: which kind of row, as it was and as it is. */
export type Change = { id: string; entity: string; before: Image | null; after: Image | null };

/** A record as DynamoDB Streams hands it to a function. */
export type StreamRecord = {
  eventID?: string | undefined;
  dynamodb?: { OldImage?: unknown; NewImage?: unknown } | undefined;
};

/** Reads stream records; rows that are not ours are left out. */
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
