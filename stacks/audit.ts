import { complete } from "./data";
import { accountId, stage } from "./stage";

/** Trail of every AWS API call in every region, in a bucket that no function of the shop can access. */
export const trail = stage.trail ? createTrail() : null;

function createTrail() {
  const service = [{ type: "service" as const, identifiers: ["cloudtrail.amazonaws.com"] }];
  const name = `${$app.name}-${$app.stage}`;
  const ours = {
    test: "StringEquals",
    variable: "aws:SourceArn",
    values: [$interpolate`arn:aws:cloudtrail:${aws.getRegionOutput({}).region}:${accountId}:trail/${name}`],
  };
  const logs = new sst.aws.Bucket("AuditTrailLogs", {
    versioning: true,
    cors: false,
    policy: [
      { principals: service, actions: ["s3:GetBucketAcl"], paths: [""], conditions: [ours] },
      {
        principals: service,
        actions: ["s3:PutObject"],
        paths: ["AWSLogs/*"],
        conditions: [
          ours,
          { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
        ],
      },
    ],
  });
  new aws.s3.BucketLifecycleConfiguration("AuditTrailTiers", {
    bucket: logs.name,
    rules: [
      {
        id: "seven-years",
        status: "Enabled",
        filter: { prefix: "" },
        transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
        expiration: { days: 7 * 365 },
      },
    ],
  });
  return new aws.cloudtrail.Trail(
    "AuditTrail",
    {
      name,
      s3BucketName: logs.name,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
    },
    // CloudTrail rejects a bucket whose policy does not allow it yet.
    { dependsOn: complete(logs) },
  );
}
