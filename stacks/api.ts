import { routes } from "@securecart/core/topology";
import { createFunction } from "./functions";
import { router } from "./router";
import { stage } from "./stage";

/** HTTP API for outside services, separate from the pages: load on the shop must not delay payment webhooks. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  cors: false,
  accessLog: { retention: stage.logs },
  transform: {
    stage: (args) => {
      // 100 a second is far above a busy day, and Stripe retries a rejected webhook for days.
      args.defaultRouteSettings = {
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
      };
    },
  },
});

export const endpoints = routes.map(({ method, path, consumer }) => {
  const name = `${path
    .split("/")
    .map((part) => part[0]?.toUpperCase() + part.slice(1))
    .join("")}Endpoint`.replace(/^undefined/, "");
  const work = createFunction(name, path, consumer);
  api.route(`${method} ${path}`, work.arn);
  return { name: path, work };
});

/** Behind the router a call has passed the firewall: Stripe gets the shop's own domain as the endpoint. */
for (const prefix of new Set(routes.map(({ path }) => `/${path.split("/")[1]}`)))
  router.route(prefix, api.url);
