"use client";

import { useSyncExternalStore } from "react";

/** Names the link to the account. The header is prerendered for everyone, so the browser decides. */
export function AccountLabel() {
  const signedIn = useSyncExternalStore(subscribe, isSignedIn, () => false);
  return signedIn ? "Account" : "Sign in";
}

const isSignedIn = () => /(?:^|; )signed_in=1(?:;|$)/.test(document.cookie);

/** Watches the cookie. Browsers without a cookie store update the label with the next page. */
function subscribe(listener: () => void) {
  const store = "cookieStore" in globalThis ? globalThis.cookieStore : undefined;
  store?.addEventListener("change", listener);
  return () => store?.removeEventListener("change", listener);
}
