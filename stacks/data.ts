import { tableKeys } from "@securecart/core/dynamo/keys";
import { stage } from "./stage";

const { fields, primaryIndex, globalIndexes, ttl, stream } = tableKeys;
export const indexNames = Object.keys(globalIndexes);

/** The table's reading and writing when it is bought in advance: where it starts and how far it follows the traffic. */
const capacity = { least: 10, most: 400, use: 70 };

/** Everything the shop knows. */
export const table = stage.restoredTable ? sst.aws.Dynamo.get("Table", stage.restoredTable) : createTable();

/** On demand, because a shop's traffic is a sale, a night and another sale. */
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
        // The copy in another region is a resource of its own, in `regions.ts`.
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
        // Auto scaling moves the figures: a deployment must not set them back in the middle of a sale.
        options.ignoreChanges.push("readCapacity", "writeCapacity", "globalSecondaryIndexes");
      },
    },
  });
}

/** The table and its indexes, as IAM names them. */
export const indexArns = indexNames.map((name) => $interpolate`${table.arn}/index/${name}`);

/** What moves the bought capacity; none where nothing is bought. */
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

/** Pictures that shoppers see. A key never changes its content, so a replaced version is a mistake to undo. */
export const images = new sst.aws.Bucket("Images", {
  access: "cloudfront",
  versioning: true,
  cors: false,
});
tierStorage("Images", images);

/** What we build for ourselves: the search index. */
export const artifacts = new sst.aws.Bucket("Artifacts", { versioning: true, cors: false });
tierStorage("Artifacts", artifacts);

/** A bucket with its policy and versioning: its name alone is there before them. */
export const complete = (bucket: sst.aws.Bucket) => bucket.name.apply(() => [bucket]);

/** What nobody reads moves to cheap storage, replaced versions go after a season, broken uploads after a day. */
function tierStorage(name: string, bucket: sst.aws.Bucket) {
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
    ],
  });
}
