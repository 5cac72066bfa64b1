/** Health check: exits with 0 when the shop and its table respond. The load balancer requests the same address. */
const { PORT = "3000" } = process.env;
const answer = await fetch(`http://127.0.0.1:${PORT}/api/health`, {
  signal: AbortSignal.timeout(2_500),
}).catch(() => null); // no response: not healthy
process.exit(answer?.ok ? 0 : 1);
