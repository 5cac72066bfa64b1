import { secondRegion } from "./config";
import { artifacts, images } from "./data";
import { stage } from "./stage";

/**
 * What the shop would be opened from again in another region: the table's replica (`data.ts`) and copies of both
 * buckets. Orders are placed in one region only: a condition on stock holds where it is written, and two regions
 * that sell the same last piece have both sold it.
 */
if (stage.on.secondRegion) copyBuckets();

function copyBuckets() {
  const provider = new aws.Provider("SecondRegion", { region: secondRegion });
  for (const [name, bucket] of Object.entries({ Images: images, Artifacts: artifacts })) {
    const copy = new aws.s3.Bucket(`${name}Copy`, {}, { provider });
    const versions = new aws.s3.BucketVersioning(
      `${name}CopyVersions`,
      { bucket: copy.bucket, versioningConfiguration: { status: "Enabled" } },
      { provider },
    );
    new aws.s3.BucketPublicAccessBlock(
      `${name}CopyPrivate`,
      {
        bucket: copy.bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { provider },
    );
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
      { dependsOn: [versions] },
    );
  }
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
