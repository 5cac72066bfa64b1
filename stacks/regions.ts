import { secondRegion as region } from "./config";
import { artifacts, complete, images, scaling, table } from "./data";
import { stage } from "./stage";

/**
 * Creates the data to restart the shop in another region: the table's replica and copies of both buckets. Only one region
 * places orders: a condition on stock holds only where it is written, so two regions could both sell the last piece.
 */
if (stage.on.secondRegion) {
  copyTable();
  for (const [name, bucket] of Object.entries({ Images: images, Artifacts: artifacts }))
    copyBucket(name, bucket);
}

function copyTable() {
  new aws.dynamodb.TableReplica(
    "TableCopy",
    {
      region,
      globalTableArn: table.arn,
      pointInTimeRecovery: true,
      deletionProtectionEnabled: stage.production,
    },
    // A provisioned table can have a replica only once its writes scale.
    { dependsOn: scaling, retainOnDelete: stage.production },
  );
}

function copyBucket(name: string, bucket: sst.aws.Bucket) {
  const copy = new aws.s3.Bucket(`${name}Copy`, { region });
  const versions = new aws.s3.BucketVersioning(`${name}CopyVersions`, {
    region,
    bucket: copy.bucket,
    versioningConfiguration: { status: "Enabled" },
  });
  closeCopy(name, copy);
  new aws.s3.BucketLifecycleConfiguration(`${name}CopyTiers`, {
    region,
    bucket: copy.bucket,
    rules: [
      {
        id: "tiers",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
      },
    ],
  });
  new aws.s3.BucketReplicationConfig(
    `${name}Replication`,
    {
      bucket: bucket.name,
      role: createRole(name, bucket, copy).arn,
      rules: [
        {
          id: "all",
          status: "Enabled",
          priority: 1,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          destination: { bucket: copy.arn, storageClass: "STANDARD_IA" },
        },
      ],
    },
    // Replication requires versioning of both buckets.
    { dependsOn: complete(bucket).apply((source) => [...source, versions]) },
  );
}

/** Blocks public access and plain HTTP, as on the original. */
function closeCopy(name: string, copy: aws.s3.Bucket) {
  const closed = new aws.s3.BucketPublicAccessBlock(`${name}CopyPrivate`, {
    region,
    bucket: copy.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketPolicy(
    `${name}CopyPolicy`,
    {
      region,
      bucket: copy.bucket,
      policy: aws.iam.getPolicyDocumentOutput({
        statements: [
          {
            effect: "Deny",
            principals: [{ type: "*", identifiers: ["*"] }],
            actions: ["s3:*"],
            resources: [copy.arn, $interpolate`${copy.arn}/*`],
            conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          },
        ],
      }).json,
    },
    { dependsOn: [closed] },
  );
}

function createRole(name: string, from: sst.aws.Bucket, to: aws.s3.Bucket) {
  return new aws.iam.Role(`${name}ReplicationRole`, {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "s3.amazonaws.com" }),
    inlinePolicies: [
      {
        name: "copy",
        policy: aws.iam.getPolicyDocumentOutput({
          statements: [
            { actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [from.arn] },
            {
              actions: [
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionTagging",
              ],
              resources: [$interpolate`${from.arn}/*`],
            },
            { actions: ["s3:ReplicateObject", "s3:ReplicateTags"], resources: [$interpolate`${to.arn}/*`] },
          ],
        }).json,
      },
    ],
  });
}
