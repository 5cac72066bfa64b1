import { urls } from "../outside";
import type { Door } from "./build";

/** How an answer is read: let through, turned away, or neither, which is a bug. */
export type Verdict = { verdict: "allow" | "deny" | "broken"; answer: string; headers: Headers };

export type Ask = {
  door: Door;
  /** The address of a route, with an example of whatever stands in brackets. */
  pathOf: (route: string) => string;
  cookie: string;
};

/** Asks for something as somebody, by a plain request. */
export async function ask({ door, pathOf, cookie }: Ask): Promise<Verdict> {
  const answer = await (door.kind === "action"
    ? call(door, pathOf, cookie)
    : fetch(urls.shop + pathOf(door.route), {
        method: door.method,
        redirect: "manual",
        headers: { cookie, origin: urls.shop },
      }));
  const body = await answer.text();
  const to =
    answer.headers.get("x-action-redirect") ?? answer.headers.get("location") ?? streamedRedirect(body) ?? "";
  const said = `${answer.status}${to && ` to ${to}`}`;
  const { headers } = answer;
  if (answer.status >= 500) return { verdict: "broken", answer: said, headers };
  const turnedAway = [401, 403, 404].includes(answer.status) || leadsToADoor(to, door);
  return { verdict: turnedAway ? "deny" : "allow", answer: said, headers };
}

/** Turned away is who is led to a sign-in, or to a step of it; who signs out is led there as well. */
const leadsToADoor = (to: string, { name }: Door) =>
  aDoor.test(to) && !(/ signOut\w*$/.test(name) && !to.includes("from="));

const aDoor =
  /^(https?:\/\/[^/]+)?(\/sign-in(?=[?;]|$)|\/admin\/sign-in\b|\/admin\/security\/(enroll|confirm)\b)/;

/** A page whose first part was sent already can only say in its body where it leads. */
const streamedRedirect = (body: string) =>
  /id="__next-page-redirect"[^>]*url=([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&");

/** Calls an action as a page's script does, with an empty form for whatever it takes: it has nothing to act on. */
function call({ id, routes }: Extract<Door, { kind: "action" }>, pathOf: Ask["pathOf"], cookie: string) {
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
