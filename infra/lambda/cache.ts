import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { queueUrl } from "../../packages/local/src/environment";
import type { Cloud } from "../../packages/local/src/testing";
import { startLambda } from "./start";

const [bucket, table, queue] = ["site-cache", "site-tags", "site-revalidation.fifo"];

/**
 * Creates the page cache in a local cloud as SST does on AWS: the bucket with the pages of the build, the table of their
 * tags, filled by the build's own seeder, and the revalidation queue. Returns the environment for the server.
 */
export async function openCache({ env }: Cloud, built: string): Promise<Record<string, string>> {
  const region = env.AWS_REGION ?? "";
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const at = (service: string) => ({
    region,
    credentials,
    endpoint: env[`AWS_ENDPOINT_URL_${service}`] ?? "",
  });
  const environment = {
    CACHE_BUCKET_NAME: bucket,
    CACHE_BUCKET_KEY_PREFIX: "_cache",
    CACHE_BUCKET_REGION: region,
    CACHE_DYNAMO_TABLE: table,
    REVALIDATION_QUEUE_URL: queueUrl(env.AWS_ENDPOINT_URL_SQS ?? "", queue),
    REVALIDATION_QUEUE_REGION: region,
  };
  await Promise.all([
    fillBucket(new S3Client({ ...at("S3"), forcePathStyle: true }), join(built, ".open-next/cache")),
    createTable(new DynamoDBClient(at("DYNAMODB"))),
    new SQSClient(at("SQS")).send(
      new CreateQueueCommand({
        QueueName: queue,
        Attributes: { FifoQueue: "true", ContentBasedDeduplication: "true" },
      }),
    ),
  ]);
  await seedTags(join(built, ".open-next/dynamodb-provider"), { ...env, ...environment });
  return environment;
}

/** Takes the messages out of the revalidation queue, as the event for its consumer. */
export async function takeRevalidations({
  env,
}: Cloud): Promise<{ Records: { messageId: string; body: string }[] }> {
  const endpoint = env.AWS_ENDPOINT_URL_SQS ?? "";
  const client = new SQSClient({
    region: env.AWS_REGION ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    endpoint,
    useQueueUrlAsEndpoint: false,
  });
  const QueueUrl = queueUrl(endpoint, queue);
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
  );
  if (Messages.length > 0)
    await client.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: Messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle })),
      }),
    );
  client.destroy();
  return { Records: Messages.map(({ MessageId = "", Body = "" }) => ({ messageId: MessageId, body: Body })) };
}

async function fillBucket(client: S3Client, folder: string): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const Key = `_cache/${relative(folder, path)}`;
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: readFileSync(path) }));
  }
}

/** Creates the tag table with the keys of SST's component. */
async function createTable(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "tag", AttributeType: "S" },
        { AttributeName: "path", AttributeType: "S" },
        { AttributeName: "revalidatedAt", AttributeType: "N" },
      ],
      KeySchema: [
        { AttributeName: "tag", KeyType: "HASH" },
        { AttributeName: "path", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "revalidate",
          KeySchema: [
            { AttributeName: "path", KeyType: "HASH" },
            { AttributeName: "revalidatedAt", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  );
}

async function seedTags(folder: string, environment: Record<string, string>): Promise<void> {
  const seeder = await startLambda({ folder, handler: "index.handler", environment });
  try {
    await seeder.invoke({ RequestType: "Create" });
  } finally {
    await seeder.stop();
  }
}
