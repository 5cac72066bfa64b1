import { z } from "zod";

/** Addresses of the shop under test, which the run passes in the environment. */
const Urls = z.object({
  shop: z.string(),
  stripe: z.string(),
  functions: z.string(),
  control: z.string(),
});
const Browser = z.object({
  executablePath: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});

export const urls = Urls.parse(read("E2E_URLS"));
export const browser = Browser.parse(read("E2E_BROWSER"));

function read(name: string): unknown {
  const text = process.env[name];
  if (!text) throw new Error("No shop is running for the journeys: start them with npm run e2e.");
  return JSON.parse(text);
}
