import { type Check, differ, types } from "./stack";

type Shown = { viewerCertificate: { acmCertificateArn?: string } };

/** Checks of the webhook endpoint, certificates, the health check and outgoing email. */
export const endpointChecks = {
  "the webhook endpoint is throttled": (stack) => {
    const { inputs } = stack.one<{
      defaultRouteSettings?: { throttlingRateLimit?: number; throttlingBurstLimit?: number };
    }>("aws:apigatewayv2/stage:Stage", "ApiStage");
    const { throttlingRateLimit = 0, throttlingBurstLimit = 0 } = inputs.defaultRouteSettings ?? {};
    return [
      ...(throttlingRateLimit > 0 && throttlingRateLimit <= 1_000 ? [] : ["the rate has no limit"]),
      ...(throttlingBurstLimit > 0 && throttlingBurstLimit <= 2_000 ? [] : ["a burst has no limit"]),
    ];
  },

  "every certificate of CloudFront is in us-east-1": (stack) =>
    stack.of<Shown>(types.distribution).flatMap(({ name, inputs }) => {
      const shown = inputs.viewerCertificate.acmCertificateArn?.split("/").at(-1);
      if (!shown) return [];
      const { options } = stack.one("aws:acm/certificate:Certificate", shown);
      return options.provider?.includes("us-east-1") ? [] : [`${name} has a certificate in another region`];
    }),

  "the health check requests /api/health over HTTPS": (stack) => {
    if (!stack.stage.production) return [];
    const { inputs } = stack.one("aws:route53/healthCheck:HealthCheck", "ShopHealth");
    return [
      ...differ("the type", inputs.type, "HTTPS"),
      ...differ("the path", inputs.resourcePath, "/api/health"),
      ...differ("the domain", inputs.fqdn, stack.stage.domain),
    ];
  },

  "emails require TLS, and DMARC rejects forged senders": (stack) => {
    const { inputs } = stack.one<{
      deliveryOptions?: { tlsPolicy: string };
      suppressionOptions?: { suppressedReasons: string[] };
    }>("aws:sesv2/configurationSet:ConfigurationSet", "EmailConfig");
    const records = stack.of<{ name: string; type: string; records?: string[] }>("aws:route53/record:Record");
    const dmarc = records.find((one) => one.inputs.name === `_dmarc.${stack.stage.domain}`);
    return [
      ...differ("the TLS policy", inputs.deliveryOptions?.tlsPolicy, "REQUIRE"),
      ...differ("the suppressed reasons", inputs.suppressionOptions?.suppressedReasons, [
        "BOUNCE",
        "COMPLAINT",
      ]),
      ...(stack.stage.domain && !/p=(quarantine|reject)/.test(dmarc?.inputs.records?.join() ?? "")
        ? ["DMARC accepts forged senders"]
        : []),
    ];
  },
} satisfies Record<string, Check>;
