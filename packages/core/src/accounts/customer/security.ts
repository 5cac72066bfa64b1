import { z } from "zod";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AccountChange } from "../account-change";
import { Passkey } from "../passkey";
import { RateLimit } from "../rate-limit";
import { Session } from "../session";
import { refused, rowById } from "./account";
import { Browser } from "./browser";
import { requireFresh } from "./sign-in";

const Own = z.object({ customerId: Id.schema("customer"), browser: Browser });

/** Takes a passkey into use, under the name of the browser that made it, and tells the account's owner. */
export const addPasskey = fn(
  Own.extend(Passkey.register.schema.pick({ challengeId: true, response: true }).shape),
  async ({ customerId, browser, ...made }) => {
    await Passkey.register({ ...made, subject: customerId, label: browser.device.slice(0, 60) });
    await tell(customerId, "passkey_added", browser);
  },
);

/** What a browser needs to show a passkey. Nobody is named: the answer is alike for everyone. Throws `throttle.too_many`. */
export const askForPasskey = fn(z.object({ browser: Browser }), async ({ browser: { origin } }) => {
  await RateLimit.takePlace({ what: "passkey", origin });
  return Passkey.authentication({});
});

const OnePasskey = Own.extend({ authenticatedAt: z.string(), credentialId: z.string().min(1).max(1400) });

/** Forgets a passkey, and tells the account's owner. Removing it again changes nothing. */
export const removePasskey = fn(OnePasskey, async ({ customerId, credentialId, browser, ...who }) => {
  requireFresh(who);
  if (await Passkey.remove({ subject: customerId, credentialId }))
    await tell(customerId, "passkey_removed", browser);
});

/** Signs out everywhere, here as well, and tells the account's owner. */
export const endSessions = fn(Own, async ({ customerId, browser }) => {
  await Session.revokeAll({ subject: customerId });
  await tell(customerId, "sessions_ended", browser);
});

async function tell(customerId: string, change: AccountChange.Change, { device }: Browser) {
  const row = await rowById(customerId);
  if (!row) throw refused();
  await AccountChange.tell({ subject: customerId, change, to: row.email, device });
}
