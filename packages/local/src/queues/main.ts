import "./loopback";
import { S3Client } from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import { z } from "zod";
import { putInFront } from "./front";
import { storeIn, uploadsFront } from "./uploads";

/** SQS, SNS topics and S3 on one port. A request is on disk before its response is sent. */
const { QUEUES_PORT, QUEUES_DATA, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, SST_RESOURCE_Shop } =
  z
    .object({
      QUEUES_PORT: z.coerce.number(),
      QUEUES_DATA: z.string().min(1),
      AWS_REGION: z.string(),
      AWS_ACCESS_KEY_ID: z.string(),
      AWS_SECRET_ACCESS_KEY: z.string(),
      SST_RESOURCE_Shop: z.string(),
    })
    .parse(process.env);

const client = new S3Client({
  region: AWS_REGION,
  endpoint: `http://127.0.0.1:${QUEUES_PORT}`,
  credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
});
const shop = z.object({ url: z.url() }).parse(JSON.parse(SST_RESOURCE_Shop)).url;

putInFront(uploadsFront({ shop, secret: AWS_SECRET_ACCESS_KEY, store: (posted) => storeIn(client, posted) }));

const engine = await startFauxqs({ port: QUEUES_PORT, dataDir: QUEUES_DATA, logger: false });

process.once("SIGTERM", () => {
  engine.stop().finally(() => process.exit(0));
});
