import { routes } from "@securecart/core/topology";
import { createFunction } from "./functions";
import { router } from "./router";
import { stage } from "./stage";

/** What outside services call. It stands apart from the pages: a busy shop must not keep a payment's news waiting. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  cors: false,
  accessLog: { retention: stage.logs },
  transform: {
    stage: (args) => {
      // Stripe tries again for days what it could not bring; 100 a second is a very good day.
      args.defaultRouteSettings = {
        throttlingRateLimit: 100,
        throttlingBurstLimit: 200,
      };
    },
  },
});

export const doors = routes.map(({ method, path, consumer }) => {
  const name = `${path
    .split("/")
    .map((part) => part[0]?.toUpperCase() + part.slice(1))
    .join("")}Door`.replace(/^undefined/, "");
  const work = createFunction(name, path, consumer);
  api.route(`${method} ${path}`, work.arn);
  return { name: path, work };
});

/** Through the router a call has passed the firewall. The address to give to Stripe is the shop's own. */
for (const prefix of new Set(routes.map(({ path }) => `/${path.split("/")[1]}`)))
  router.route(prefix, api.url);
