/** Runs once, before the first request. Next compiles this file for the edge too: what needs Node is a file of its own. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { refuseHalfConfigured } = await import("./app/_lib/opening");
    refuseHalfConfigured();
  }
}
