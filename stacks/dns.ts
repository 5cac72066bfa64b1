import { merchant } from "./config";
import { stage } from "./stage";

/** Domain of the shop, in its hosted zone of Route 53. */
export const domain = stage.domain
  ? {
      name: stage.domain,
      redirects: stage.production ? [`www.${merchant.domain}`] : [],
      dns: sst.aws.dns(),
    }
  : undefined;

/** Health check of Route 53, which requests the shop from several continents. */
export const healthCheck =
  stage.production && stage.domain
    ? new aws.route53.HealthCheck("ShopHealth", {
        type: "HTTPS",
        fqdn: stage.domain,
        port: 443,
        resourcePath: "/api/health",
        requestInterval: 30,
        failureThreshold: 3,
      })
    : undefined;
