/** Whether the shop in this container answers, and its table does. The load balancer asks the same address. */
const { PORT = "3000" } = process.env;
const answer = await fetch(`http://127.0.0.1:${PORT}/api/health`, {
  signal: AbortSignal.timeout(2_500),
}).catch(() => null); // no answer is an answer: it is not healthy
process.exit(answer?.ok ? 0 : 1);
