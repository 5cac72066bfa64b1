import { parseArgs } from "node:util";
import { isBuilt } from "./web-server";

/**
 * `--checkouts 50 --seconds 60 --seed 7 --shop web`: how many shoppers, how long harm is done, which harm, and whether
 * they use the built pages or (`domain`) processes that ask the domain directly.
 */
export function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      checkouts: { type: "string", default: "50" },
      seconds: { type: "string", default: "60" },
      shop: { type: "string", default: isBuilt() ? "web" : "domain" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
  });
  return {
    checkouts: whole("checkouts", values.checkouts),
    seconds: whole("seconds", values.seconds),
    seed: whole("seed", values.seed),
    shop: values.shop === "web" ? ("web" as const) : ("domain" as const),
  };
}

function whole(name: string, text: string) {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  console.error(`--${name} must be a whole number, not "${text}".`);
  process.exit(1);
}
