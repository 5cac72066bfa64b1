import { createServer } from "node:http";

/** Serves pictures on this machine, as another shop system does: the worker of a test may fetch from this one origin. */
export async function startPictures() {
  const picture = Buffer.from("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=", "base64");
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/missing")) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "image/gif" }).end(picture);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  return {
    env: { SECURECART_TEST_ORIGIN: origin },
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}
