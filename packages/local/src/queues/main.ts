import "./loopback";
import { startFauxqs } from "fauxqs";
import { z } from "zod";

/** SQS, SNS topics and S3 on one port. A request is on disk before its response is sent. */
const { QUEUES_PORT, QUEUES_DATA } = z
  .object({ QUEUES_PORT: z.coerce.number(), QUEUES_DATA: z.string().min(1) })
  .parse(process.env);

const engine = await startFauxqs({ port: QUEUES_PORT, dataDir: QUEUES_DATA, logger: false });

process.once("SIGTERM", () => {
  engine.stop().finally(() => process.exit(0));
});
