import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { tableKeys } from "@securecart/core/dynamo/keys";
import { z } from "zod";
import { account, type Environment, type Outside, queueUrl } from "./environment";
import { Refusal } from "./refusal";
import { deadLettersOf, type Topology } from "./topology";

const fourteenDays = String(14 * 24 * 3600);

/** Creates the defined table, queues and buckets. Existing ones are kept and updated. */
export async function provision(cloud: Environment, topology: Topology): Promise<void> {
  const bucket = (name: string) => createBucket(cloud, resourceName(cloud, name));
  await Promise.all([
    createTable(cloud, resourceName(cloud, "Table")),
    createQueues(cloud, topology),
    bucket("Images"),
    bucket("Artifacts"),
  ]);
}

/** Returns the name of a linked resource in an environment. */
export function resourceName(cloud: Outside, resource: string): string {
  return z.object({ name: z.string() }).parse(JSON.parse(cloud[`SST_RESOURCE_${resource}`] ?? "{}")).name;
}

function access(cloud: Environment, endpoint: string) {
  return {
    region: cloud.AWS_REGION ?? "",
    endpoint: cloud[endpoint] ?? "",
    credentials: {
      accessKeyId: cloud.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: cloud.AWS_SECRET_ACCESS_KEY ?? "",
    },
  };
}

async function createTable(cloud: Environment, name: string): Promise<void> {
  const client = new DynamoDBClient(access(cloud, "AWS_ENDPOINT_URL_DYNAMODB"));
  try {
    const known = await describe(client, name);
    if (known) await completeTable(client, name, known);
    else await newTable(client, name);
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
    if (TimeToLiveDescription?.AttributeName === tableKeys.ttl) return;
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: name,
        TimeToLiveSpecification: { Enabled: true, AttributeName: tableKeys.ttl },
      }),
    );
  } finally {
    client.destroy();
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function newTable(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: attributes(),
        KeySchema: keySchema(tableKeys.primaryIndex),
        GlobalSecondaryIndexes: indexes(),
        StreamSpecification: {
          StreamEnabled: true,
          StreamViewType: "NEW_AND_OLD_IMAGES",
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 2 }, { TableName: name });
}

/** Adds indexes that the definition has gained since the folder was created. Refuses changed keys, which cannot be migrated. */
async function completeTable(client: DynamoDBClient, name: string, known: TableDescription): Promise<void> {
  if (!sameKeys(known.KeySchema, keySchema(tableKeys.primaryIndex)))
    throw new Refusal(`The keys of table ${name} differ from this version of the shop. Run: npm run reset`);
  for (const index of indexes()) {
    const there = known.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName);
    if (there && sameKeys(there.KeySchema, index.KeySchema)) continue;
    if (there)
      throw new Refusal(
        `The keys of index ${index.IndexName} differ from this version of the shop. Run: npm run reset`,
      );
    await client.send(
      new UpdateTableCommand({
        TableName: name,
        AttributeDefinitions: attributes(),
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
  }
}

function attributes(): AttributeDefinition[] {
  const types = { string: "S", number: "N", binary: "B" } as const;
  return Object.entries(tableKeys.fields).map(([AttributeName, type]) => ({
    AttributeName,
    AttributeType: types[type],
  }));
}

function indexes(): (GlobalSecondaryIndex & { KeySchema: KeySchemaElement[] })[] {
  return Object.entries(tableKeys.globalIndexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: "ALL" },
  }));
}

function keySchema({ hashKey, rangeKey }: { hashKey: string; rangeKey: string }): KeySchemaElement[] {
  return [
    { AttributeName: hashKey, KeyType: "HASH" },
    { AttributeName: rangeKey, KeyType: "RANGE" },
  ];
}

function sameKeys(one: KeySchemaElement[] | undefined, other: KeySchemaElement[]): boolean {
  const spelled = (keys: KeySchemaElement[] = []) =>
    keys
      .map(({ AttributeName, KeyType }) => `${KeyType}:${AttributeName}`)
      .sort()
      .join();
  return spelled(one) === spelled(other);
}

async function createQueues(cloud: Environment, topology: Topology): Promise<void> {
  const client = new SQSClient({ ...access(cloud, "AWS_ENDPOINT_URL_SQS"), useQueueUrlAsEndpoint: false });
  const endpoint = cloud.AWS_ENDPOINT_URL_SQS ?? "";
  const create = async (name: string, attributes: Record<string, string>) => {
    // Attributes are set separately, because creating an existing queue with different attributes is refused.
    await client.send(new CreateQueueCommand({ QueueName: name }));
    const QueueUrl = queueUrl(endpoint, name);
    await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }));
  };
  try {
    await Promise.all(
      topology.queues.map(async ({ name, visibilitySeconds, maxReceiveCount }) => {
        await create(deadLettersOf(name), { MessageRetentionPeriod: fourteenDays });
        await create(name, {
          VisibilityTimeout: String(visibilitySeconds),
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: queueArn(cloud, deadLettersOf(name)),
            maxReceiveCount,
          }),
        });
      }),
    );
  } finally {
    client.destroy();
  }
}

/** Returns the ARN of a queue, as events and redrive policies contain it. */
export function queueArn(cloud: Outside, name: string): string {
  return `arn:aws:sqs:${cloud.AWS_REGION}:${account}:${name}`;
}

async function createBucket(cloud: Environment, name: string): Promise<void> {
  const client = new S3Client(access(cloud, "AWS_ENDPOINT_URL_S3"));
  try {
    await client.send(new CreateBucketCommand({ Bucket: name }));
  } catch (error) {
    const there = ["BucketAlreadyOwnedByYou", "BucketAlreadyExists"];
    if (!(error instanceof Error) || !there.includes(error.name)) throw error;
  } finally {
    client.destroy();
  }
}
