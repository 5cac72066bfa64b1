import { siteMay } from "./grants";
import { everything } from "./links";
import { setPolicy } from "./messaging";
import { placement } from "./network";
import { permissionsFor } from "./permissions";
import { trustAmazonAuthorities } from "./reporting";
import { router } from "./router";
import { accountId, stage } from "./stage";

/** Action that SST allows on every distribution of the account; here only on the shop's own. */
const invalidate = "cloudfront:CreateInvalidation";
const ownDistribution = $interpolate`arn:aws:cloudfront::${accountId}:distribution/${router.distributionID}`;

/** Pages on functions; null when containers serve them. */
const created = stage.on.containers ? null : createSite();
export const site = created?.site;

function createSite() {
  const deadLetters = createRevalidationDeadLetters();
  const site = new sst.aws.Nextjs("Storefront", {
    router: { instance: router, readTimeout: "30 seconds" },
    // Without it SST downloads an OpenNext that is not in the lockfile.
    buildCommand: "npx --no-install open-next build",
    // `npm run dev` uses the local cloud; `sst dev` uses AWS.
    dev: { command: "npx --no-install next dev" },
    link: everything,
    permissions: permissionsFor(siteMay),
    ...(stage.on.reporting && { environment: trustAmazonAuthorities }),
    ...(placement && { vpc: placement }),
    server: {
      // Native packages are those of the build machine, Linux on x64.
      architecture: "x86_64",
      // One whole processor, because rendering is bound by it.
      memory: "1769 MB",
      timeout: "30 seconds",
    },
    ...(stage.warm > 0 && { warm: stage.warm }),
    transform: {
      server: (args) => {
        args.permissions = $resolve({ given: args.permissions ?? [], own: ownDistribution }).apply(
          ({ given, own }) =>
            given.map((one) => (one.actions.includes(invalidate) ? { ...one, resources: [own] } : one)),
        );
      },
    },
  });
  // `sst dev` has no revalidation queue.
  const queue = $output(site.nodes.revalidationQueue);
  if (!$dev)
    queue.apply(
      (queue) => queue && setPolicy("StorefrontRevalidationEvents", { arn: queue.arn, url: queue.url }, []),
    );
  return { site, deadLetters, queue };
}

/**
 * Creates the dead-letter queue of SST's revalidation queue. By default that queue drops failed messages, and its
 * visibility timeout is shorter than its consumer may run.
 */
function createRevalidationDeadLetters() {
  const queueName = "StorefrontRevalidationEventsQueue";
  const deadLetters = new aws.sqs.Queue("StorefrontRevalidationDeadLetters", {
    name: `${$app.name}-${$app.stage}-RevalidationDeadLetters.fifo`,
    fifoQueue: true,
    messageRetentionSeconds: 14 * 24 * 3600,
    sqsManagedSseEnabled: true,
  });
  setPolicy("StorefrontRevalidationDeadLetters", deadLetters, []);
  $transform(aws.sqs.Queue, (args = {}, _options, name) => {
    if (name !== queueName) return;
    args.visibilityTimeoutSeconds = 180;
    args.sqsManagedSseEnabled = true;
    args.redrivePolicy = $jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 });
  });
  $transform(aws.lambda.EventSourceMapping, (args, _options, name) => {
    if (name.startsWith("StorefrontRevalidation")) args.functionResponseTypes = ["ReportBatchItemFailures"];
  });
  return deadLetters;
}

/** Names of the revalidation queue and of its dead-letter queue. */
export const revalidations =
  created && !$dev
    ? {
        queue: created.queue.apply((queue) => $output(queue?.nodes.queue.name ?? "")),
        deadLetters: created.deadLetters.name,
      }
    : null;

/** Name of the function that renders pages; `sst dev` has none. */
export const pageFunction = site?.nodes.server && $output(site.nodes.server).apply(({ name }) => name);
