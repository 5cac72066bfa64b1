import { Agent, get } from "node:http";
import { report } from "./report";

type Sites = { shop: string; bare: string; productPath: string };

const connections = 32;
const sliceMs = 2_500;

/** Compares a cached product page with a static page of a bare Next app, in turns so that other load slows both. */
export async function measureThroughput({ shop, bare, productPath }: Sites): Promise<void> {
  const rates = { product: 0, bare: 0 };
  for (let turn = 0; turn < 2; turn++) {
    rates.bare += (await requestsPerSecond(bare)) / 2;
    rates.product += (await requestsPerSecond(shop + productPath)) / 2;
  }
  report("bare Next static page", rates.bare, "requests/s");
  report("cached product page", rates.product, "requests/s");
  report("cached product page, part of a bare Next static page", rates.product / rates.bare, "ratio", {
    atLeast: 0.5,
  });
}

async function requestsPerSecond(url: string): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  for (let warm = 0; warm < connections; warm++) await once(url, agent);
  const started = performance.now();
  let answered = 0;
  const visitor = async () => {
    while (performance.now() - started < sliceMs) {
      await once(url, agent);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  agent.destroy();
  return answered / ((performance.now() - started) / 1000);
}

const once = (url: string, agent: Agent) =>
  new Promise<void>((resolve, reject) => {
    get(url, { agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} responded with ${answer.statusCode}.`));
      answer.resume().once("end", resolve);
    }).once("error", reject);
  });
