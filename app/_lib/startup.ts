import { Configuration } from "@securecart/core/configuration";

/** Exits with an error message when the configuration is incomplete. Skips builds, which need no secrets. */
export function exitUnlessConfigured(): void {
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  try {
    Configuration.check({ production: process.env.NODE_ENV === "production" });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
