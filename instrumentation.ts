/** Runs once, before the first request: a shop that is half configured says why and does not open. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { Configuration } = await import("@securecart/core/configuration");
  try {
    Configuration.check({ production: process.env.NODE_ENV === "production" });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}
