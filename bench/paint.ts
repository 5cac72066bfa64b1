import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "../e2e/browser";
import { percentile, report } from "./report";

type Paint = { lcp: number; cls: number };

const visits = 3;
const settledMs = 1_500;

/** Average phone on a good mobile network: a quarter of this machine's speed, 10 Mbit/s, 40 ms. */
const phone = { cpuSlowdown: 4, latencyMs: 40, bytesPerSecond: 10_000_000 / 8 };

export async function measurePaint(shop: string, productPath: string): Promise<void> {
  const { env, ...launch } = findBrowser();
  const browser = await chromium.launch({
    ...launch,
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const pages = { home: "/", category: "/category/clothing", product: productPath, cart: "/cart" };
  try {
    for (const [name, path] of Object.entries(pages)) {
      const paints: Paint[] = [];
      await fetch(shop + path).then((answer) => answer.text()); // renders the page, so that visits read the cache
      for (let visit = 0; visit < visits; visit++) paints.push(await visitOnce(browser, shop + path));
      const of = (part: keyof Paint) => paints.map((paint) => paint[part]);
      report(`${name}, LCP on a phone`, percentile(of("lcp"), 0.5) / 1000, "s", { atMost: 1.2 });
      report(`${name}, CLS on a phone`, Math.max(...of("cls")), "score", { atMost: 0.02 });
    }
  } finally {
    await browser.close();
  }
}

/** Visits a page with an empty browser cache. */
async function visitOnce(browser: Browser, url: string): Promise<Paint> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: phone.cpuSlowdown });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: phone.latencyMs,
    downloadThroughput: phone.bytesPerSecond,
    uploadThroughput: phone.bytesPerSecond,
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(settledMs);
  const paint = await page.evaluate(readPaint);
  await context.close();
  return paint;
}

/** Reads the browser's paint measures. Runs in the page. */
function readPaint(): Promise<Paint> {
  return new Promise((resolve) => {
    let lcp = 0;
    let cls = 0;
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) lcp = Math.max(lcp, startTime);
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ("value" in entry && "hadRecentInput" in entry && !entry.hadRecentInput)
          cls += Number(entry.value);
      }
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve({ lcp, cls }), 100);
  });
}
