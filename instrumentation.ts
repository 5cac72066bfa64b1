/** Runs once, before the first request. Next compiles it for the edge too, so code for Node is in another file. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { exitUnlessConfigured } = await import("./app/_lib/startup");
    exitUnlessConfigured();
  }
}
