import type { IncomingMessage, ServerResponse } from "node:http";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { HttpError, readBody, refuseForeign, send, urlOf } from "../http";
import type { Front } from "./front";
import { type Posted, readPost } from "./post-form";

/** Largest body that is read at all, in bytes: what is too large for its policy gets S3's answer. */
const mostRead = 128 * 1024 * 1024;

/** Largest body of a request that the engine accepts, with space to spare. */
const partSize = 8 * 1024 * 1024;

type Options = { shop: string; secret: string; store: (posted: Posted) => Promise<void> };

/**
 * Returns the handler of what browsers send to a bucket: forms with a signed policy, which the engine would store
 * unchecked, and the question of a page's script whether it may send one. Only pages of the shop may.
 */
export function uploadsFront({ shop, secret, store }: Options): Front {
  return (request, response) => {
    const { method, headers } = request;
    const isForm = method === "POST" && /^multipart\/form-data/i.test(headers["content-type"] ?? "");
    if (isForm) return receive(request, response, { shop, secret, store });
    if (method === "OPTIONS") return answer(request, response, shop);
    return null;
  };
}

async function receive(request: IncomingMessage, response: ServerResponse, { shop, secret, store }: Options) {
  const cors = corsOf(request, shop);
  const body = await readBody(request, mostRead);
  const [, bucket = ""] = urlOf(request).pathname.split("/");
  try {
    const type = request.headers["content-type"] ?? "";
    const posted = await readPost(decodeURIComponent(bucket), { body, type, secret });
    await store(posted);
    const location = posted.redirect && locationOf(posted, posted.redirect);
    send(response, location ? 303 : 201, "", { ...cors, ...(location && { location }) });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    send(response, error.status, error.message, { ...cors, "content-type": "text/plain" });
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, shop: string) {
  send(response, 200, "", {
    ...corsOf(request, shop),
    "access-control-allow-methods": "POST",
    "access-control-max-age": "3600",
  });
}

/**
 * Returns the headers that let a page of the shop read the answer. A form without JavaScript has the origin "null",
 * because the admin hides its addresses from other hosts; its signature is checked all the same. Throws 403 otherwise.
 */
function corsOf(request: IncomingMessage, shop: string): Record<string, string> {
  const { origin, host } = request.headers;
  refuseForeign({ headers: { host } });
  if (origin === undefined || (origin === "null" && request.method === "POST")) return {};
  if (!isShop(origin, shop))
    throw new HttpError(403, "This bucket accepts files from pages of the shop only.");
  return { "access-control-allow-origin": origin, vary: "origin" };
}

/** Reports whether an origin is the shop's, under any of the names of this machine. */
function isShop(origin: string, shop: string) {
  if (!URL.canParse(origin)) return false;
  const [sender, own] = [new URL(origin), new URL(shop)];
  const local = ["localhost", "127.0.0.1", "[::1]"];
  return (
    sender.origin === own.origin ||
    (local.includes(own.hostname) && local.includes(sender.hostname) && sender.port === own.port)
  );
}

function locationOf({ bucket, key }: Posted, redirect: string) {
  if (!URL.canParse(redirect)) return null;
  const url = new URL(redirect);
  url.searchParams.set("bucket", bucket);
  url.searchParams.set("key", key);
  return url.toString();
}

/** Stores a file in the engine, in parts when it is larger than a request to the engine may be. */
export async function storeIn(client: S3Client, { bucket, key, bytes, contentType }: Posted) {
  const place = { Bucket: bucket, Key: key };
  if (bytes.length <= partSize) {
    await client.send(new PutObjectCommand({ ...place, Body: bytes, ContentType: contentType }));
    return;
  }
  const { UploadId } = await client.send(
    new CreateMultipartUploadCommand({ ...place, ContentType: contentType }),
  );
  const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
  for (let at = 0; at < bytes.length; at += partSize) {
    const PartNumber = Parts.length + 1;
    const Body = bytes.subarray(at, at + partSize);
    const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }));
}
