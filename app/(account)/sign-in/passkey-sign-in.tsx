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

/** Signs in with a passkey: by its button, or picked where the browser offers to fill in the email address. */
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

/** Waits with the browser until somebody picks a passkey. Most people never do, and the button works without this. */
async function offer(from: string) {
  if (!(await browserSupportsWebAuthnAutofill())) return;
  const asked = await askForPasskey();
  if ("ok" in asked) return; // the button says why, to whoever wants one
  const { challengeId, options } = asked;
  const shown = await startAuthentication({ optionsJSON: options, useBrowserAutofill: true }).catch(
    () => null,
  );
  return shown ? showPasskey({ challengeId, response: JSON.stringify(shown), from }) : undefined;
}
