import { type Check, differ, types } from "./stack";

type Shown = { viewerCertificate: { acmCertificateArn?: string } };

/** The ways in beside the edge's own, and the way out that letters take. */
export const doorChecks = {
  "webhooks come in at a pace that the shop can keep": (stack) => {
    const { inputs } = stack.one<{
      defaultRouteSettings?: { throttlingRateLimit?: number; throttlingBurstLimit?: number };
    }>("aws:apigatewayv2/stage:Stage", "ApiStage");
    const { throttlingRateLimit = 0, throttlingBurstLimit = 0 } = inputs.defaultRouteSettings ?? {};
    return [
      ...(throttlingRateLimit > 0 && throttlingRateLimit <= 1_000 ? [] : ["webhooks have no limit"]),
      ...(throttlingBurstLimit > 0 && throttlingBurstLimit <= 2_000 ? [] : ["a burst has no limit"]),
    ];
  },

  "a certificate that CloudFront shows is from us-east-1": (stack) =>
    stack.of<Shown>(types.distribution).flatMap(({ name, inputs }) => {
      const shown = inputs.viewerCertificate.acmCertificateArn?.split("/").at(-1);
      if (!shown) return [];
      const { options } = stack.one("aws:acm/certificate:Certificate", shown);
      return options.provider?.includes("us-east-1") ? [] : [`${name} shows one that CloudFront cannot see`];
    }),

  "whether the shop is there is asked by TLS, of its table": (stack) => {
    if (!stack.stage.production) return [];
    const { inputs } = stack.one("aws:route53/healthCheck:HealthCheck", "ShopHealth");
    return [
      ...differ("it asks by", inputs.type, "HTTPS"),
      ...differ("it asks for", inputs.resourcePath, "/api/health"),
      ...differ("it asks", inputs.fqdn, stack.stage.domain),
    ];
  },

  "letters travel encrypted, and others cannot write in the shop's name": (stack) => {
    const { inputs } = stack.one<{
      deliveryOptions?: { tlsPolicy: string };
      suppressionOptions?: { suppressedReasons: string[] };
    }>("aws:sesv2/configurationSet:ConfigurationSet", "MailConfig");
    const records = stack.of<{ name: string; type: string; records?: string[] }>("aws:route53/record:Record");
    const dmarc = records.find((one) => one.inputs.name === `_dmarc.${stack.stage.domain}`);
    return [
      ...differ("a letter's way", inputs.deliveryOptions?.tlsPolicy, "REQUIRE"),
      ...differ("who is not written to again", inputs.suppressionOptions?.suppressedReasons, [
        "BOUNCE",
        "COMPLAINT",
      ]),
      ...(stack.stage.domain && !/p=(quarantine|reject)/.test(dmarc?.inputs.records?.join() ?? "")
        ? ["anybody may write in the shop's name"]
        : []),
    ];
  },
} satisfies Record<string, Check>;
