"use client";

import { useSyncExternalStore } from "react";

/** What the way to one's account is called. The header is the same for everyone, so the browser knows it. */
export function AccountLabel() {
  const signedIn = useSyncExternalStore(subscribe, isSignedIn, () => false);
  return signedIn ? "Account" : "Sign in";
}

const isSignedIn = () => /(?:^|; )signed_in=1(?:;|$)/.test(document.cookie);

/** Browsers that tell of a cookie's change say so at once; the others say it with the next page. */
function subscribe(listener: () => void) {
  const store = (globalThis as { cookieStore?: EventTarget }).cookieStore;
  store?.addEventListener("change", listener);
  return () => store?.removeEventListener("change", listener);
}
