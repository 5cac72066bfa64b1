import type { AccountChange } from "@securecart/core/account-change";
import type { AccountContent } from "@securecart/core/account-email";
import type { AccountText } from "./account-text";

const others = "All other browsers that were signed in have been signed out.";
const all = "All browsers that were signed in have been signed out.";

/** Change in the words of subject and heading, and what follows from it. */
const changes: Record<AccountChange.Change, { what: string; so?: string }> = {
  password_chosen: { what: "A password was chosen for your account" },
  password_changed: { what: "Your password was changed", so: others },
  password_reset: {
    what: "Your password was reset",
    so: `The link in our email was used. ${all} Passkeys and a connected Google account still sign in.`,
  },
  email_changed: { what: "Your account has a new email address", so: `It is this one. ${others}` },
  email_left: {
    what: "Your account no longer uses this email address",
    so: `It has another one now. ${others}`,
  },
  passkey_added: { what: "A passkey was added to your account", so: "It can be used to sign in." },
  passkey_removed: {
    what: "A passkey was removed from your account",
    so: "It can no longer be used to sign in.",
  },
  app_added: {
    what: "An authenticator app was added to your account",
    so: "Its codes can be used to sign in.",
  },
  app_removed: {
    what: "The authenticator app was removed from your account",
    so: "Its codes can no longer be used to sign in.",
  },
  codes_renewed: { what: "Your recovery codes were renewed", so: "The earlier ones no longer work." },
  google_connected: {
    what: "A Google account was connected to your account",
    so: "It can be used to sign in.",
  },
  google_disconnected: {
    what: "Your Google account was disconnected",
    so: "It can no longer be used to sign in.",
  },
  sessions_ended: { what: "Browsers were signed out of your account" },
  factors_forgotten: {
    what: "Your second factors were removed",
    so: `Set up new ones the next time you sign in. ${all}`,
  },
};

/** Text of each email that tells the owner of an account about a change. */
export const changeText = Object.fromEntries(
  Object.entries(changes).map(([change, { what, so }]) => [
    change,
    (content: AccountContent): AccountText => ({
      subject: `${what} – ${content.shop}`,
      heading: what,
      paragraphs: [
        ...(content.name ? [`Hello ${content.name},`] : []),
        ...(so ? [so] : []),
        `When: ${timeOf(content.at)}. ${content.device ? `Where: ${content.device}.` : `By whom: the owners of ${content.shop}.`}`,
        `${content.device ? "If that was you" : "If you requested it"}, there is nothing to do.`,
        ...remedyOf(change as AccountChange.Change, content),
      ],
      ...(change !== "email_left" && {
        button: content.isStaff ? "See how you sign in" : "Choose a new password",
      }),
      foot: `You receive this email because something changed about how your account ${content.isStaff ? `in the admin of ${content.shop}` : `at ${content.shop}`} is opened.`,
    }),
  ]),
) as Record<AccountChange.Change, (content: AccountContent) => AccountText>;

function remedyOf(change: AccountChange.Change, { isStaff, shop }: AccountContent): string[] {
  if (isStaff)
    return [
      `If it was not you, tell an owner of ${shop} at once: they can end your sessions and remove anything that signs in as you. Then choose a new password.`,
    ];
  if (change === "email_left") return ["If it was not you, reply to this email at once."];
  return [
    "If it was not you, choose a new password at once: that signs out every browser. Then check under Account, Security what else opens your account, and remove what is not yours.",
  ];
}

/** Writes a time with its zone: the reader may be anywhere. */
const timeOf = (at: string | null) =>
  at
    ? `${new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(at))} UTC`
    : "just now";
