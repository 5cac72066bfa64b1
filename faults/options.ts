import { parseArgs } from "node:util";
import { isBuilt } from "./web-server";

/**
 * Reads `--checkouts 50 --seconds 60 --seed 7 --shop web`: number of shoppers, duration of the faults, seed of the
 * random numbers, and `web` for the built pages or `domain` for processes that call the domain. Exits on a wrong
 * number.
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
