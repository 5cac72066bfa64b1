import { everything } from "./links";
import { placement } from "./network";
import { permissionsFor } from "./permissions";
import { router } from "./router";
import { accountId, stage } from "./stage";

/** What the storefront and the back office do in the cloud. They never scan, and never write mail themselves. */
export const siteMay = permissionsFor(["rows", "readArtifacts", "readImages", "deadLetters"]);

/** SST lets the pages invalidate every distribution of the account. */
const invalidate = "cloudfront:CreateInvalidation";
const ownDistribution = $interpolate`arn:aws:cloudfront::${accountId}:distribution/${router.distributionID}`;

/** The pages, on functions. When containers serve them there are none. */
export const site = stage.on.containers ? null : createSite();

function createSite() {
  return new sst.aws.Nextjs("Storefront", {
    router: { instance: router, readTimeout: "30 seconds" },
    // SST would fetch an OpenNext of its own choosing, outside the lockfile.
    buildCommand: "npx --no-install open-next build",
    link: everything,
    permissions: siteMay,
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
}

/** The name of the function behind the pages; `sst dev` has none. */
export const pageFunction = site?.nodes.server && $output(site.nodes.server).apply(({ name }) => name);
