import { artifacts } from "./data";
import { shopUrl } from "./router";

/** Lets pages of the shop, and no others, post files to the bucket. Which key they may write is signed in the form. */
new aws.s3.BucketCorsConfiguration("UploadsCors", {
  bucket: artifacts.name,
  corsRules: [{ allowedOrigins: [shopUrl], allowedMethods: ["POST"], maxAgeSeconds: 3600 }],
});

/** Address to which browsers of staff members post pictures. */
export const uploads = new sst.Linkable("Uploads", {
  properties: { url: $interpolate`https://${artifacts.nodes.bucket.bucketRegionalDomainName}` },
});
