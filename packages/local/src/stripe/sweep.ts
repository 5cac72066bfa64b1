import { expire } from "./checkout-sessions";
import { takeDue } from "./deadlines";
import { endUnanswered } from "./disputes";
import { cancel } from "./payments";
import { settleRefund } from "./refunds";
import { verifyTaxId } from "./tax-ids";
import type { World } from "./world";

/** Handles due deadlines: expires sessions, releases holds, settles refunds, ends disputes and verifies tax ids. */
export function sweep(world: World): void {
  const { store } = world;
  if (!store.sql("SELECT 1 FROM deadlines WHERE at <= ? LIMIT 1").get(world.now())) return;
  world.request = { id: null, idempotencyKey: null };
  store.transaction(() => {
    for (const { kind, id } of takeDue(world)) {
      if (kind === "session") expireIfOpen(world, id);
      if (kind === "intent") releaseIfHeld(world, id);
      if (kind === "dispute") endUnanswered(world, id);
      if (kind === "tax_id") verifyTaxId(world, id);
      if (kind === "refund") settleRefund(world, id);
    }
  });
}

function expireIfOpen(world: World, id: string): void {
  const session = world.store.find("session", id);
  if (session?.status === "open") expire(world, session);
}

function releaseIfHeld(world: World, id: string): void {
  const intent = world.store.find("intent", id);
  if (intent?.status === "requires_capture") cancel(world, intent, "automatic");
}
