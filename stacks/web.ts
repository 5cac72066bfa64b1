import { siteMay } from "./grants";
import { everything } from "./links";
import { admit } from "./messaging";
import { placement } from "./network";
import { permissionsFor } from "./permissions";
import { trustsAmazon } from "./reporting";
import { router } from "./router";
import { accountId, stage } from "./stage";

/** SST lets the pages invalidate every distribution of the account. */
const invalidate = "cloudfront:CreateInvalidation";
const ownDistribution = $interpolate`arn:aws:cloudfront::${accountId}:distribution/${router.distributionID}`;

/** The pages, on functions. When containers serve them there are none. */
const created = stage.on.containers ? null : createSite();
export const site = created?.site;

function createSite() {
  const deadLetters = keepRevalidations();
  const site = new sst.aws.Nextjs("Storefront", {
    router: { instance: router, readTimeout: "30 seconds" },
    // SST would fetch an OpenNext of its own choosing, outside the lockfile.
    buildCommand: "npx --no-install open-next build",
    // `npm run dev` is the shop on the engines of this machine; `sst dev` shows its pages on those of AWS.
    dev: { command: "npx --no-install next dev" },
    link: everything,
    permissions: permissionsFor(siteMay),
    ...(stage.on.reporting && { environment: trustsAmazon }),
    ...(placement && { vpc: placement }),
    server: {
      // Packages with native code are those of the machine that builds: a Linux on x64.
      architecture: "x86_64",
      // One whole processor: rendering is what a shopper waits for.
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
  // `sst dev` renders its pages itself, and has no such queue.
  const queue = $output(site.nodes.revalidationQueue);
  if (!$dev)
    queue.apply(
      (queue) => queue && admit("StorefrontRevalidationEvents", { arn: queue.arn, url: queue.url }, []),
    );
  return { site, deadLetters, queue };
}

/**
 * The pages that are rendered anew in the background are told of by a queue of SST's, which forgets what failed and
 * shows it again while it is still worked at.
 */
function keepRevalidations() {
  const queueName = "StorefrontRevalidationEventsQueue";
  const deadLetters = new aws.sqs.Queue("StorefrontRevalidationDeadLetters", {
    name: `${$app.name}-${$app.stage}-RevalidationDeadLetters.fifo`,
    fifoQueue: true,
    messageRetentionSeconds: 14 * 24 * 3600,
    sqsManagedSseEnabled: true,
  });
  admit("StorefrontRevalidationDeadLetters", deadLetters, []);
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

/** The names of the queue of pages to be rendered anew and of its dead letters. */
export const revalidations =
  created && !$dev
    ? {
        queue: created.queue.apply((queue) => $output(queue?.nodes.queue.name ?? "")),
        deadLetters: created.deadLetters.name,
      }
    : null;

/** The name of the function behind the pages; `sst dev` has none. */
export const pageFunction = site?.nodes.server && $output(site.nodes.server).apply(({ name }) => name);
