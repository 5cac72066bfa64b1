import { Configuration } from "@securecart/core/configuration";

/** A shop that is half configured says why and does not open. A build needs no secrets and passes. */
export function refuseHalfConfigured(): void {
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  try {
    Configuration.check({ production: process.env.NODE_ENV === "production" });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
