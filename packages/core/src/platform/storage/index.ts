import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { Resource } from "sst";

export * as Storage from "./index";

const client = new S3Client({});

/** Buckets: `images` holds public images, `artifacts` what we build for our own use, such as the search index. */
export type BucketName = "images" | "artifacts";
const names = { images: () => Resource.Images.name, artifacts: () => Resource.Artifacts.name };

export type Upload = {
  bucket: BucketName;
  key: string;
  body: Uint8Array | string;
  contentType: string;
  cacheControl?: string;
};

/** Stores an object under its key and replaces an existing one. */
export async function put({ bucket, key, body, contentType, cacheControl }: Upload) {
  await client.send(
    new PutObjectCommand({
      Bucket: names[bucket](),
      Key: key,
      Body: body,
      ContentType: contentType,
      ...(cacheControl && { CacheControl: cacheControl }),
    }),
  );
}

/** Returns an object as a stream, with its type and its size in bytes, or null when it does not exist. */
export async function get({ bucket, key }: { bucket: BucketName; key: string }) {
  try {
    const { Body, ContentType, ContentLength } = await client.send(
      new GetObjectCommand({ Bucket: names[bucket](), Key: key }),
    );
    if (!Body) return null;
    const body: ReadableStream<Uint8Array> = Body.transformToWebStream();
    return {
      body,
      contentType: ContentType ?? "application/octet-stream",
      size: ContentLength,
    };
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

/** Tells whether an object exists. */
export async function has({ bucket, key }: { bucket: BucketName; key: string }) {
  try {
    await client.send(new HeadObjectCommand({ Bucket: names[bucket](), Key: key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoSuchKey) return false;
    throw error;
  }
}

/** Deletes an object; a missing one is no error. */
export async function remove({ bucket, key }: { bucket: BucketName; key: string }) {
  await client.send(new DeleteObjectCommand({ Bucket: names[bucket](), Key: key }));
}

/** Prefix of the bucket `artifacts` that browsers may post to. It is never served, and its objects expire in a day. */
export const uploads = "uploads/";

export type Ticket = {
  /** Key under `uploads/`. */
  key: string;
  /** Largest object, in bytes. */
  mostBytes: number;
  /** Time until which the form may be sent, in seconds from now. */
  seconds: number;
  /** Page that a browser opens after a form without JavaScript. */
  back?: string;
};

/**
 * Returns address and fields of a form that stores one object under this key, which the sender cannot change. The bucket
 * refuses a larger one.
 */
export async function presignPost({ key, mostBytes, seconds, back }: Ticket) {
  if (!key.startsWith(uploads)) throw new RangeError(`Browsers may not post to ${key}.`);
  const { fields } = await createPresignedPost(client, {
    Bucket: names.artifacts(),
    Key: key,
    Expires: seconds,
    Conditions: [["content-length-range", 0, mostBytes]],
    Fields: back ? { success_action_redirect: back } : { success_action_status: "201" },
  });
  return { url: Resource.Uploads.url, fields };
}

/** Returns an object's whole content, or null when it does not exist. */
export async function read(at: { bucket: BucketName; key: string }): Promise<Uint8Array | null> {
  const found = await get(at);
  return found && new Uint8Array(await new Response(found.body).arrayBuffer());
}
