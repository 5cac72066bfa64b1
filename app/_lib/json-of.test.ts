import { expect, test } from "vitest";
import { jsonOf } from "./json-of";

test("the body of a JSON response is parsed, and that of another one is not", async () => {
  expect(await jsonOf(Response.json({ path: "/admin" }))).toEqual({ path: "/admin" });
  const typed = (type: string, body: string) => new Response(body, { headers: { "content-type": type } });
  expect(await jsonOf(typed("application/json; charset=utf-8", "[1]"))).toEqual([1]);
  expect(await jsonOf(typed("text/html", "<h1>Bad gateway</h1>"))).toBeUndefined();
  expect(await jsonOf(new Response(null))).toBeUndefined();
});

test("a JSON response that is cut off is an error", async () => {
  const cut = new Response('{"path":', { headers: { "content-type": "application/json" } });
  await expect(jsonOf(cut)).rejects.toThrow(SyntaxError);
});
