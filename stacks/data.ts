import { tableKeys } from "@securecart/core/dynamo/keys";
import { stage } from "./stage";

const { fields, primaryIndex, globalIndexes, ttl, stream } = tableKeys;
export const indexNames = Object.keys(globalIndexes);

/** Limits of provisioned read and write units, and the target use in percent. */
const capacity = { least: 10, most: 400, use: 70 };

/** The one table of the shop. */
export const table = stage.restoredTable ? sst.aws.Dynamo.get("Table", stage.restoredTable) : createTable();

/** Creates the table, on demand by default because traffic between night and a sale differs widely. */
function createTable() {
  return new sst.aws.Dynamo("Table", {
    fields,
    primaryIndex,
    globalIndexes,
    ttl,
    stream,
    deletionProtection: stage.production,
    transform: {
      table: (args, options) => {
        args.serverSideEncryption = { enabled: true };
        // The replica is a separate resource, in `regions.ts`.
        options.ignoreChanges = ["replicas"];
        if (!stage.on.provisioned) return;
        args.billingMode = "PROVISIONED";
        args.readCapacity = capacity.least;
        args.writeCapacity = capacity.least;
        args.globalSecondaryIndexes = $output(args.globalSecondaryIndexes).apply((indexes) =>
          (indexes ?? []).map((index) => ({
            ...index,
            readCapacity: capacity.least,
            writeCapacity: capacity.least,
          })),
        );
        // Auto scaling changes the capacity: a deployment must not reset it in the middle of a sale.
        options.ignoreChanges.push("readCapacity", "writeCapacity", "globalSecondaryIndexes");
      },
    },
  });
}

/** ARNs of the indexes for IAM. */
export const indexArns = indexNames.map((name) => $interpolate`${table.arn}/index/${name}`);

/** Scaling policies of provisioned capacity; empty on demand. */
export const scaling = stage.on.provisioned ? followTraffic() : [];

function followTraffic() {
  const parts = [
    { part: "Table", kind: "table", id: $interpolate`table/${table.name}` },
    ...indexNames.map((name) => ({
      part: name[0]?.toUpperCase() + name.slice(1),
      kind: "index",
      id: $interpolate`table/${table.name}/index/${name}`,
    })),
  ];
  return parts.flatMap(({ part, kind, id }) =>
    ["Read", "Write"].map((side) => {
      const dimension = `dynamodb:${kind}:${side}CapacityUnits`;
      const target = new aws.appautoscaling.Target(`${part}${side}Capacity`, {
        serviceNamespace: "dynamodb",
        resourceId: id,
        scalableDimension: dimension,
        minCapacity: capacity.least,
        maxCapacity: capacity.most,
      });
      return new aws.appautoscaling.Policy(`${part}${side}Scaling`, {
        policyType: "TargetTrackingScaling",
        serviceNamespace: target.serviceNamespace,
        resourceId: target.resourceId,
        scalableDimension: target.scalableDimension,
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${side}CapacityUtilization` },
          targetValue: capacity.use,
        },
      });
    }),
  );
}

/** Product pictures. A key never changes its content, so versioning is only for undoing mistakes. */
export const images = new sst.aws.Bucket("Images", {
  access: "cloudfront",
  versioning: true,
  cors: false,
});
tierStorage("Images", images);

/** Built files, the search index, and under `uploads/` what staff members upload until it is checked. */
export const artifacts = new sst.aws.Bucket("Artifacts", { versioning: true, cors: false });
tierStorage("Artifacts", artifacts, [
  {
    id: "uploads",
    status: "Enabled",
    filter: { prefix: "uploads/" },
    expiration: { days: 1 },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
  },
  // Files of imports and exports hold personal data, so that their old versions go as well.
  ...[
    { prefix: "imports/", days: 30 },
    { prefix: "exports/", days: 8 },
  ].map(({ prefix, days }) => ({
    id: prefix.slice(0, -1),
    status: "Enabled",
    filter: { prefix },
    expiration: { days },
    noncurrentVersionExpiration: { noncurrentDays: 1 },
  })),
]);

/** Returns a dependency on a bucket with its policy and versioning; its name alone exists before them. */
export const complete = (bucket: sst.aws.Bucket) => bucket.name.apply(() => [bucket]);

/** Moves unread objects to cheaper storage, deletes old versions after 90 days, incomplete uploads after one. */
function tierStorage(
  name: string,
  bucket: sst.aws.Bucket,
  more: aws.types.input.s3.BucketLifecycleConfigurationRule[] = [],
) {
  new aws.s3.BucketLifecycleConfiguration(`${name}Tiers`, {
    bucket: bucket.name,
    rules: [
      {
        id: "tiers",
        status: "Enabled",
        filter: { prefix: "" },
        transitions: [{ days: 30, storageClass: "INTELLIGENT_TIERING" }],
        noncurrentVersionTransitions: [{ noncurrentDays: 30, storageClass: "STANDARD_IA" }],
        noncurrentVersionExpiration: { noncurrentDays: 90 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
      ...more,
    ],
  });
}
