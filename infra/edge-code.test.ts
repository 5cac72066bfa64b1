import { expect, test } from "vitest";
import { atTheEdge } from "../stacks/edge";

type Values = Record<string, { value: string }>;
type Response = { statusCode: number; headers: Values; body: { data: string } };

/** Runs the edge code on a request. */
function send(uri: string, { query = "", headers = {} as Record<string, string> } = {}) {
  const values = (entries: Iterable<[string, string]>): Values =>
    Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
  const request = {
    uri,
    method: "GET",
    headers: values(Object.entries(headers)),
    querystring: values(new URLSearchParams(query)),
  };
  const response = new Function("event", atTheEdge)({ request }) as Response | undefined;
  return { response, query: Object.keys(request.querystring), headers: Object.keys(request.headers) };
}

test("an address that cannot be decoded gets an uncached 404 page at the edge", () => {
  for (const uri of ["/%", "/product/%E0%A4%A", "/images/%zz", "/%E0%A4%A/admin"]) {
    const { response } = send(uri);
    expect(response?.statusCode, uri).toBe(404);
    expect(response?.headers["cache-control"]?.value).toBe("no-store");
    expect(response?.body.data).toContain("There is no page at this address.");
  }
  for (const uri of ["/", "/product/caf%C3%A9", "/%25", "/a%2Fb"])
    expect(send(uri).response, uri).toBeUndefined();
});

test("a shared page is requested without unknown query parameters", () => {
  const query = "utm_source=letter&email=ada%40example.com&_rsc=1x&sort=name";
  for (const uri of ["/", "/product/mug", "/product/mug/blue"])
    expect(send(uri, { query }).query).toEqual(["_rsc"]);
  expect(send("/category/mugs", { query }).query).toEqual(["_rsc", "sort"]);
  expect(send("/collection/gifts", { query }).query).toEqual(["_rsc", "sort"]);
  for (const uri of ["/search", "/api/stock", "/sign-in", "/products", "/account/orders"])
    expect(send(uri, { query }).query, uri).toEqual(["utm_source", "email", "_rsc", "sort"]);
});

test("the client's location headers are removed", () => {
  const headers = { "x-open-next-city": "%E0%A4%A", "cloudfront-viewer-city": "%E0%A4%A", accept: "*/*" };
  expect(send("/", { headers }).headers).toEqual(["accept"]);
});
