import { merchant } from "./config";
import { stage } from "./stage";

/** The shop's name on the web, in the hosted zone that Route 53 has for it. */
export const domain = stage.domain
  ? {
      name: stage.domain,
      redirects: stage.production ? [`www.${merchant.domain}`] : [],
      dns: sst.aws.dns(),
    }
  : undefined;

/** Route 53 asks from several continents whether the shop answers. */
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
