import { z } from "zod";
import { transact } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { AccountChange } from "../account-change";
import { Passkey } from "../passkey";
import { RateLimit } from "../rate-limit";
import { Session } from "../session";
import { changeOf, refused } from "./account";
import { Browser } from "./browser";
import { rowById } from "./find";
import { requireFresh } from "./sign-in";

const Own = z.object({ customerId: Id.schema("customer"), browser: Browser });

/** Adds a passkey, labeled with the browser that made it, and notifies the account's owner. */
export const addPasskey = fn(
  Own.extend(Passkey.register.schema.pick({ challengeId: true, response: true }).shape),
  async ({ customerId, browser, ...made }) => {
    await Passkey.register({ ...made, subject: customerId, label: browser.device.slice(0, 60) });
    await notify(customerId, "passkey_added", browser);
  },
);

/** Returns the options with which a browser requests a passkey. They name no account. Throws `throttle.too_many`. */
export const askForPasskey = fn(z.object({ browser: Browser }), async ({ browser: { origin } }) => {
  await RateLimit.takeOfNetwork({ what: "passkey", origin });
  return Passkey.authentication({});
});

const OnePasskey = Own.extend({ authenticatedAt: z.string(), credentialId: z.string().min(1).max(1400) });

/** Removes a passkey and notifies the account's owner. Removing it again changes nothing. */
export const removePasskey = fn(OnePasskey, async ({ customerId, credentialId, browser, ...who }) => {
  requireFresh(who);
  const change = changeOf(await require(customerId), "passkey_removed", browser);
  const { committed } = await transact({
    passkey: Passkey.revoke({ subject: customerId, credentialId }),
    change: AccountChange.record(change),
  });
  if (committed) await AccountChange.post(change);
});

/** Ends all sessions, this one included, and notifies the account's owner. */
export const endSessions = fn(Own, async ({ customerId, browser }) => {
  await Session.revokeAll({ subject: customerId });
  await notify(customerId, "sessions_ended", browser);
});

async function notify(customerId: string, change: AccountChange.Change, { device }: Browser) {
  const { email } = await require(customerId);
  await AccountChange.notify({ subject: customerId, change, to: email, device });
}

async function require(customerId: string) {
  const row = await rowById(customerId);
  if (!row) throw refused();
  return row;
}
