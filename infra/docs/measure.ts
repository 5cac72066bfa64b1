import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { answers, buildFolder, nextEntry, root } from "../../packages/local/src/services";
import type { Measured } from "./traffic";

const rounds = 200;
const warmups = 40;

/** Milliseconds per tick of the kernel's clock in /proc. */
const tick = 10;

/**
 * Measures processor time and size of each kind of page on a separate local shop, and writes measured.json, the base of
 * docs/cost.md. Run it again after large changes of the pages: `npm run docs -- --measure`.
 */
export async function measure(): Promise<void> {
  const { openShop } = await import("../../e2e/shop");
  const cloud = await openShop({ say: (line) => console.error(line) });
  try {
    Object.assign(process.env, cloud.env); // before the import of the domain, which reads it
    const figures = await measureServer(cloud.env);
    writeFileSync(
      fileURLToPath(new URL("measured.json", import.meta.url)),
      `${JSON.stringify(figures, null, 2)}\n`,
    );
  } finally {
    await cloud.stop();
  }
}

async function measureServer(cloud: Readonly<Record<string, string>>): Promise<Measured> {
  const { freePort } = await import("../../e2e/counted-shop");
  const url = `http://localhost:${await freePort()}`;
  const server = spawn(process.execPath, [nextEntry(), "start", "-p", new URL(url).port, "-H", "127.0.0.1"], {
    cwd: root,
    stdio: "ignore",
    env: {
      ...cloud,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      SECURECART_BUILD: buildFolder(cloud),
    },
  });
  try {
    for (let tries = 0; !(await answers(`${url}/api/health`)); tries++)
      if (tries > 300) throw new Error("The shop does not respond.");
      else await new Promise((later) => setTimeout(later, 100));
    return await measurePages(server, url);
  } finally {
    server.kill("SIGKILL");
  }
}

async function measurePages(server: ChildProcess, url: string): Promise<Measured> {
  const { Cart } = await import("@securecart/core/cart");
  const { OrderAccess } = await import("@securecart/core/order-access");
  const { pendingOrder, product, readyCart } = await import("@securecart/core/test/fixtures");
  const { sku } = await product();
  const cookie = `cart=${Cart.sign(await readyCart({ sku }))}`;
  const order = await pendingOrder();
  const page = async (path: string, withCookie = false) => {
    const request = async () => {
      const response = await fetch(url + path, { headers: withCookie ? { cookie } : {} });
      if (!response.ok) throw new Error(`${path} returned ${response.status}.`);
      return response.text();
    };
    for (let warm = 0; warm < warmups; warm++) await request();
    const before = processorTime(server);
    let text = "";
    for (let round = 0; round < rounds; round++) text = await request();
    const cpuMicroseconds = Math.round(((processorTime(server) - before) * 1000) / rounds);
    return { cpuMicroseconds, bytes: gzipSync(text).length };
  };
  const productPath = "/product/tidal-stoneware-mug";
  return {
    date: new Date().toISOString().slice(0, 10),
    pages: {
      cached: await page(productPath),
      listing: await page("/search?q=mug"),
      cart: await page("/cart", true),
      checkout: await page("/checkout/review", true),
      order: await page(`/orders/${OrderAccess.token(order.orderId)}`),
      stock: await page(`/api/stock?sku=${sku}`),
    },
    ...(await weighPage(url, productPath)),
  };
}

/** Measures the scripts and styles that a first visit fetches, and a picture in the width for a phone. */
async function weighPage(url: string, path: string): Promise<Pick<Measured, "scriptBytes" | "pictureBytes">> {
  const bytes = async (address: string) => Buffer.from(await (await fetch(url + address)).arrayBuffer());
  const html = (await bytes(path)).toString();
  const scripts = new Set(
    [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+\.(?:js|css))"/g)].map(([, found = ""]) => found),
  );
  const home = (await bytes("/")).toString();
  const pictures = new Set(
    [...home.matchAll(/src="(\/images\/[^"]+-640\.webp)"/g)].map(([, found = ""]) => found),
  );
  let scriptBytes = 0;
  for (const script of scripts) scriptBytes += gzipSync(await bytes(script)).length;
  let sum = 0;
  for (const picture of pictures) sum += (await bytes(picture)).length;
  return { scriptBytes, pictureBytes: Math.round(sum / Math.max(1, pictures.size)) };
}

/** Returns the processor time that a process has used, in milliseconds. Linux only. */
function processorTime({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * tick;
}
