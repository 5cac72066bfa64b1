import { type StripeOptions, startStripe } from "./server";
import { DamagedStore } from "./store";

/** Runs the server as a process with options from the environment. Prints one line when it cannot start. */
const {
  STRIPE_PORT = "0",
  STRIPE_DATA_FILE = ":memory:",
  STRIPE_SECRET_KEY,
  STRIPE_WEBHOOKS,
  STRIPE_PUBLIC_URL,
} = process.env;

try {
  const server = await startStripe({
    port: Number(STRIPE_PORT),
    dataFile: STRIPE_DATA_FILE,
    ...(STRIPE_SECRET_KEY && { secretKey: STRIPE_SECRET_KEY }),
    ...(STRIPE_WEBHOOKS && { webhooks: webhooksOf(STRIPE_WEBHOOKS) }),
    ...(STRIPE_PUBLIC_URL && { publicUrl: STRIPE_PUBLIC_URL }),
  });
  console.log(`stripe: listening on ${server.url}`);
  const stop = () => void server.close().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
} catch (error) {
  console.error(`stripe: ${reason(error)}`);
  process.exit(1);
}

function webhooksOf(text: string): NonNullable<StripeOptions["webhooks"]> {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('STRIPE_WEBHOOKS must be JSON such as [{"url":"…","secret":"whsec_…","events":["*"]}].');
  }
}

function reason(error: unknown): string {
  if (error instanceof DamagedStore) return error.message;
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
    return `Port ${STRIPE_PORT} is in use. Stop the other program, or choose another port with STRIPE_PORT.`;
  return error instanceof Error ? error.message : String(error);
}
