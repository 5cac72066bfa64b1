import { expect, test } from "vitest";
import { safePath } from "./safe-path";

const home = "/account";

test("a path of the shop stays as it is", () => {
  for (const path of [
    "/",
    "/cart",
    "/checkout/review",
    "/search?q=tea%20towels&page=2",
    "/search?q=%E4%B8%AD",
    "/product/mug#photos",
  ])
    expect(safePath(path, home)).toBe(path);
});

test("a URL of another site becomes the home path, however it is encoded", () => {
  const elsewhere = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "/%2fevil.example",
    "/%252fevil.example",
    "/%25255cevil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e%2e//evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/\r\nSet-Cookie: a=b",
    "/%0d%0aSet-Cookie:%20a=b",
    "https://evil.example",
    "https:evil.example",
    "http://shop.invalid@evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "",
    " /cart",
    "/%",
    "/\u202ecart",
    "/\u2215evil.example",
    "/search?q=\u4e2d",
    "/caf\u00e9",
    "/ /cart",
    "/api/auth/signout",
    `/${"a".repeat(600)}`,
    undefined,
    null,
    7,
    ["/cart"],
    {},
  ];
  for (const from of elsewhere) expect(safePath(from, home), JSON.stringify(from)).toBe(home);
});
