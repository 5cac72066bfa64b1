import { createServer, type RequestListener } from "node:http";
import { PublicFetch } from "@securecart/core/public-fetch";
import { afterEach, expect, test } from "vitest";

const limits = { mostBytes: 1000, mostMilliseconds: 3000, accept: "image/*" };
const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  delete process.env.SECURECART_TEST_ORIGIN;
  for (const server of servers.splice(0)) server.close();
});

/** Serves on this machine, as the one origin that tests may fetch from. Returns the origin. */
async function serve(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  process.env.SECURECART_TEST_ORIGIN = origin;
  return origin;
}

test("redirects are followed to public addresses only, at most five", async () => {
  const origin = await serve((request, response) => {
    const n = Number(/\d+/.exec(request.url ?? "")?.[0] ?? 0);
    if (request.url === "/inside") response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    else if (request.url === "/file") response.writeHead(302, { location: "file:///etc/passwd" }).end();
    else if (n > 0) response.writeHead(302, { location: `/${n - 1}` }).end();
    else response.end("bytes");
  });
  expect(Buffer.from(await PublicFetch.get(`${origin}/5`, limits)).toString()).toBe("bytes");
  await expect(PublicFetch.get(`${origin}/6`, limits)).rejects.toMatchObject({
    code: "fetch.too_many_redirects",
  });
  await expect(PublicFetch.get(`${origin}/inside`, limits)).rejects.toMatchObject({
    code: "fetch.not_public",
  });
  await expect(PublicFetch.get(`${origin}/file`, limits)).rejects.toMatchObject({
    code: "fetch.bad_address",
  });
});

test("a file that is too large, missing or never ends is refused", async () => {
  const origin = await serve((request, response) => {
    if (request.url === "/long") response.writeHead(200, { "content-length": 5000 }).end("x".repeat(5000));
    else if (request.url === "/endless") response.write("x".repeat(2000));
    else if (request.url === "/silent") return;
    else response.writeHead(404).end();
  });
  const codeOf = (path: string, more = {}) =>
    PublicFetch.get(origin + path, { ...limits, ...more }).catch((error) => error.code);
  expect(await codeOf("/long")).toBe("fetch.too_large");
  expect(await codeOf("/endless")).toBe("fetch.too_large");
  expect(await codeOf("/missing")).toBe("fetch.no_file");
  expect(await codeOf("/silent", { mostMilliseconds: 300 })).toBe("fetch.too_slow");
});
