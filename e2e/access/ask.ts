import { urls } from "../outside";
import type { Endpoint } from "./build";

/** Reading of a response. `broken` is a server error, which is a bug. */
export type Verdict = { verdict: "allow" | "deny" | "broken"; answer: string; headers: Headers };

export type Request = {
  endpoint: Endpoint;
  /** Returns the path of a route, with an example of each parameter in brackets. */
  pathOf: (route: string) => string;
  cookie: string;
};

/** Requests an endpoint with a cookie, by a plain HTTP request. */
export async function ask({ endpoint, pathOf, cookie }: Request): Promise<Verdict> {
  const answer = await (endpoint.kind === "action"
    ? call(endpoint, pathOf, cookie)
    : fetch(urls.shop + pathOf(endpoint.route), {
        method: endpoint.method,
        redirect: "manual",
        headers: { cookie, origin: urls.shop },
      }));
  const body = await answer.text();
  const to =
    answer.headers.get("x-action-redirect") ?? answer.headers.get("location") ?? streamedRedirect(body) ?? "";
  const summary = `${answer.status}${to && ` to ${to}`}`;
  const { headers } = answer;
  if (answer.status >= 500) return { verdict: "broken", answer: summary, headers };
  const denied = [401, 403, 404].includes(answer.status) || leadsToSignIn(to, endpoint);
  return { verdict: denied ? "deny" : "allow", answer: summary, headers };
}

/** Recognizes a redirect to a step of a sign-in. Signing out also leads there, which is no refusal. */
const leadsToSignIn = (to: string, { name }: Endpoint) =>
  signInPage.test(to) && !(/ signOut\w*$/.test(name) && !to.includes("from="));

const signInPage =
  /^(https?:\/\/[^/]+)?(\/sign-in(?=[?;]|$)|\/admin\/sign-in\b|\/admin\/security\/(enroll|confirm)\b)/;

/** Reads the redirect in the body of a page, which is there when the headers were already sent. */
const streamedRedirect = (body: string) =>
  /id="__next-page-redirect"[^>]*url=([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&");

/** Calls an action as a page's script does, with an empty form. */
function call(
  { id, routes }: Extract<Endpoint, { kind: "action" }>,
  pathOf: Request["pathOf"],
  cookie: string,
) {
  const [route = "/"] = routes;
  const form = new FormData();
  form.append("0", '["$K1","$K2"]');
  return fetch(urls.shop + pathOf(route), {
    method: "POST",
    redirect: "manual",
    headers: { cookie, origin: urls.shop, "next-action": id, accept: "text/x-component" },
    body: form,
  });
}
