import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { HttpError } from "../http";

/** File that a form may store. */
export type Posted = {
  bucket: string;
  key: string;
  bytes: Buffer;
  contentType: string;
  redirect: string | null;
};

const Condition = z.union([
  z.tuple([z.enum(["eq", "starts-with"]), z.string(), z.string()]),
  z.tuple([z.literal("content-length-range"), z.number(), z.number()]),
  z.record(z.string(), z.string()),
]);
const Policy = z.object({ expiration: z.iso.datetime(), conditions: z.array(Condition) });

/** Fields that no condition has to name. */
const free = ["policy", "x-amz-signature", "file"];

/**
 * Reads a form posted to a bucket and checks it as S3 does: the signature of its policy, its time, and that each field
 * fits a condition. Throws an `HttpError` with S3's status and code.
 */
export async function readPost(
  bucket: string,
  { body, type, secret }: { body: Buffer; type: string; secret: string },
): Promise<Posted> {
  const form = await formOf(body, type);
  const fields = new Map<string, string>();
  for (const [name, value] of form) if (typeof value === "string") fields.set(name.toLowerCase(), value);
  const file = form.get("file");
  if (!(file instanceof File)) throw new HttpError(400, "InvalidArgument: the form has no file.");
  const policy = signedPolicy(fields, secret);
  if (Date.parse(policy.expiration) < Date.now()) throw new HttpError(403, "AccessDenied: Policy expired.");
  checkConditions(policy.conditions, new Map([...fields, ["bucket", bucket]]), file.size);
  return {
    bucket,
    key: fields.get("key") ?? "",
    bytes: Buffer.from(await file.arrayBuffer()),
    contentType: fields.get("content-type") ?? "binary/octet-stream",
    redirect: fields.get("success_action_redirect") ?? null,
  };
}

async function formOf(body: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  } catch {
    throw new HttpError(400, "MalformedPOSTRequest: the body is not well-formed multipart/form-data.");
  }
}

function signedPolicy(fields: Map<string, string>, secret: string) {
  const [policy = "", given = ""] = [fields.get("policy"), fields.get("x-amz-signature")];
  const [, day = "", region = "", service = ""] = (fields.get("x-amz-credential") ?? "").split("/");
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(
    (chain, part) => createHmac("sha256", chain).update(part).digest(),
    `AWS4${secret}`,
  );
  const own = createHmac("sha256", key).update(policy).digest();
  const theirs = Buffer.from(given, "hex");
  if (!policy || own.length !== theirs.length || !timingSafeEqual(own, theirs))
    throw new HttpError(403, "SignatureDoesNotMatch: the policy is not signed with our key.");
  const parsed = Policy.safeParse(JSON.parse(Buffer.from(policy, "base64").toString("utf8")));
  if (!parsed.success) throw new HttpError(400, "InvalidPolicyDocument");
  return parsed.data;
}

function checkConditions(
  conditions: z.output<typeof Policy>["conditions"],
  fields: Map<string, string>,
  size: number,
) {
  const named = new Set<string>();
  for (const condition of conditions) {
    const [kind, name, value] = Array.isArray(condition)
      ? condition
      : ["eq" as const, ...(Object.entries(condition)[0] ?? ["", ""])];
    if (kind === "content-length-range") {
      if (size < Number(name)) throw new HttpError(400, "EntityTooSmall");
      if (size > Number(value)) throw new HttpError(400, "EntityTooLarge");
      continue;
    }
    const field = String(name).replace(/^\$/, "").toLowerCase();
    const sent = fields.get(field) ?? "";
    named.add(field);
    const fits = kind === "eq" ? sent === value : sent.startsWith(String(value));
    if (!fits) throw new HttpError(403, `AccessDenied: Policy Condition failed: ${field}`);
  }
  const extra = [...fields.keys()].find((name) => !named.has(name) && !free.includes(name));
  if (extra) throw new HttpError(403, `AccessDenied: Extra input fields: ${extra}`);
}
