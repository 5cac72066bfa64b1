import { expect, test } from "vitest";
import { atTheEdge } from "../stacks/edge";

type Values = Record<string, { value: string }>;
type Answer = { statusCode: number; headers: Values; body: { data: string } };

/** What the edge makes of a request before anything else of it runs. */
function ask(uri: string, { query = "", headers = {} as Record<string, string> } = {}) {
  const values = (entries: Iterable<[string, string]>): Values =>
    Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
  const request = {
    uri,
    method: "GET",
    headers: values(Object.entries(headers)),
    querystring: values(new URLSearchParams(query)),
  };
  const answer = new Function("event", atTheEdge)({ request }) as Answer | undefined;
  return { answer, query: Object.keys(request.querystring), headers: Object.keys(request.headers) };
}

test("an address that cannot be read is answered at the edge, in words and kept by nobody", () => {
  for (const uri of ["/%", "/product/%E0%A4%A", "/images/%zz", "/%E0%A4%A/admin"]) {
    const { answer } = ask(uri);
    expect(answer?.statusCode, uri).toBe(404);
    expect(answer?.headers["cache-control"]?.value).toBe("no-store");
    expect(answer?.body.data).toContain("There is no page at this address.");
  }
  for (const uri of ["/", "/product/caf%C3%A9", "/%25", "/a%2Fb"])
    expect(ask(uri).answer, uri).toBeUndefined();
});

test("a page that all share is asked for without what somebody else hung on its link", () => {
  const query = "utm_source=letter&email=ada%40example.com&_rsc=1x&sort=name";
  for (const uri of ["/", "/product/mug", "/product/mug/blue"])
    expect(ask(uri, { query }).query).toEqual(["_rsc"]);
  expect(ask("/category/mugs", { query }).query).toEqual(["_rsc", "sort"]);
  for (const uri of ["/search", "/api/stock", "/sign-in", "/products", "/account/orders"])
    expect(ask(uri, { query }).query, uri).toEqual(["utm_source", "email", "_rsc", "sort"]);
});

test("nobody says from which city they ask", () => {
  const headers = { "x-open-next-city": "%E0%A4%A", "cloudfront-viewer-city": "%E0%A4%A", accept: "*/*" };
  expect(ask("/", { headers }).headers).toEqual(["accept"]);
});
