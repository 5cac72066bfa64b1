"use client";

import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";
import { useEffect, useState } from "react";
import { PasskeyButton } from "#app/_components/passkey-button";
import { Notice } from "#app/_components/ui/notice";
import { askForPasskey, showPasskey } from "./actions";

/** Renders the passkey sign-in: a button, and the browser's autofill in the email field. */
export function PasskeySignIn({ from }: { from: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void offer(from).then((outcome) => {
      if (outcome?.ok === false) setProblem(outcome.message);
    });
    return () => WebAuthnAbortService.cancelCeremony();
  }, [from]);
  return (
    <>
      <PasskeyButton
        kind="show"
        label="Sign in with a passkey"
        look="quiet"
        ask={askForPasskey}
        answer={(answer) => showPasskey({ ...answer, from })}
      />
      {problem && (
        <Notice tone="bad" role="alert">
          {problem}
        </Notice>
      )}
    </>
  );
}

/** Waits until the customer picks a passkey in the browser's autofill. The button works without this. */
async function offer(from: string) {
  if (!(await browserSupportsWebAuthnAutofill())) return;
  const asked = await askForPasskey();
  if ("ok" in asked) return; // the button shows the reason when it is pressed
  const { challengeId, options } = asked;
  const shown = await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }).catch(
    () => null,
  );
  return shown ? showPasskey({ challengeId, response: JSON.stringify(shown), from }) : undefined;
}
