import type { AccountChange } from "@securecart/core/account-change";
import type { AccountNews } from "@securecart/core/account-email";
import type { AccountWords } from "./account-letters";

const others = "All other browsers that were signed in have been signed out.";
const all = "All browsers that were signed in have been signed out.";

/** What was changed, as subject and heading say it, and what else follows from it. */
const changes: Record<AccountChange.Change, { what: string; so?: string }> = {
  password_chosen: { what: "A password was chosen for your account" },
  password_changed: { what: "Your password was changed", so: others },
  password_reset: { what: "Your password was reset", so: `It was done with a letter’s link. ${all}` },
  email_changed: { what: "Your account has another e-mail address", so: `It is this one. ${others}` },
  email_left: { what: "Your account has left this e-mail address", so: `It has another one now. ${others}` },
  passkey_added: { what: "A passkey was added to your account", so: "Whoever has it can sign in." },
  passkey_removed: { what: "A passkey was removed from your account", so: "It signs in no more." },
  app_added: { what: "An authenticator app was added to your account", so: "Its codes sign in." },
  app_removed: {
    what: "The authenticator app was removed from your account",
    so: "Its codes sign in no more.",
  },
  codes_renewed: {
    what: "Your recovery codes were renewed",
    so: "The ones before are good no longer.",
  },
  google_connected: { what: "A Google account was connected to your account", so: "It can sign in." },
  google_disconnected: {
    what: "Your Google account was disconnected",
    so: "It signs in no more.",
  },
  sessions_ended: { what: "Browsers were signed out of your account" },
  factors_forgotten: {
    what: "Your second factors were removed",
    so: `The next time you sign in, you set up new ones. ${all}`,
  },
};

/** The words of each letter that tells the owner of an account what was changed. */
export const changeLetters = Object.fromEntries(
  Object.entries(changes).map(([change, { what, so }]) => [
    change,
    (news: AccountNews): AccountWords => ({
      subject: `${what} – ${news.shop}`,
      heading: what,
      paragraphs: [
        ...(news.name ? [`Hello ${news.name},`] : []),
        ...(so ? [so] : []),
        `When: ${timeOf(news.at)}. ${news.device ? `Where: ${news.device}.` : `By whom: the owners of ${news.shop}.`}`,
        `${news.device ? "If that was you" : "If you asked for it"}, there is nothing to do.`,
        ...remedyOf(change as AccountChange.Change, news),
      ],
      ...(change !== "email_left" && {
        button: news.office ? "See how you sign in" : "Choose a new password",
      }),
      foot: `You get this letter because something changed about how your account ${news.office ? `in the back office of ${news.shop}` : `at ${news.shop}`} is opened.`,
    }),
  ]),
) as Record<AccountChange.Change, (news: AccountNews) => AccountWords>;

function remedyOf(change: AccountChange.Change, { office, shop }: AccountNews): string[] {
  if (office)
    return [
      `If it was not you, tell an owner of ${shop} at once: they can end your sessions and remove what signs in as you. Then choose a new password.`,
    ];
  if (change === "email_left") return ["If it was not you, answer this letter at once."];
  return [
    "If it was not you, choose a new password at once: that signs out every browser. Then look under Account, Security what else opens your account, and remove what is not yours.",
  ];
}

/** A letter is read anywhere: it names its time zone. */
const timeOf = (at: string | null) =>
  at
    ? `${new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(at))} UTC`
    : "just now";
