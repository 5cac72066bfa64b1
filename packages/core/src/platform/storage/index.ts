import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
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
