"use client";

import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { useState, useSyncExternalStore } from "react";
import type { Outcome, Refusal } from "../_lib/attempt";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

type Question<Options> = { challengeId: string; options: Options } | Refusal;
type Answer = { challengeId: string; response: string };

type Props = {
  label: string;
  look?: "primary" | "quiet";
} & (
  | { kind: "show"; ask: () => Promise<Question<PublicKeyCredentialRequestOptionsJSON>> }
  | { kind: "make"; ask: () => Promise<Question<PublicKeyCredentialCreationOptionsJSON>> }
) & {
    /** Sends what the device signed. Returns nothing when it redirects. */
    answer: (answer: Answer) => Promise<Outcome | undefined>;
  };

/** Asks the device for a passkey. Renders nothing without JavaScript or passkey support; a code works there too. */
export function PasskeyButton({ label, look = "primary", answer, ...question }: Props) {
  const possible = useSyncExternalStore(noChange, hasPasskeys, () => false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!possible) return null;
  const run = async () => {
    setPending(true);
    setProblem(null);
    try {
      const signature = await signed(question);
      const outcome = "ok" in signature ? signature : await answer(signature);
      if (outcome?.ok === false) setProblem(outcome.message);
    } catch (error) {
      if (!isOfTheDevice(error)) throw error;
      setProblem("The passkey was not used. You can try again.");
    } finally {
      setPending(false);
    }
  };
  return (
    <div className="grid gap-3">
      <Button
        type="button"
        look={look}
        onClick={run}
        disabled={pending}
        aria-busy={pending}
        className="justify-self-start"
      >
        {label}
      </Button>
      <div role="status" className="empty:-mt-3">
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
    </div>
  );
}

type AnyQuestion =
  | Pick<Extract<Props, { kind: "show" }>, "kind" | "ask">
  | Pick<Extract<Props, { kind: "make" }>, "kind" | "ask">;

async function signed(question: AnyQuestion): Promise<Answer | Refusal> {
  if (question.kind === "make") {
    const asked = await question.ask();
    if ("ok" in asked) return asked;
    const response = await startRegistration({ optionsJSON: asked.options });
    return { challengeId: asked.challengeId, response: JSON.stringify(response) };
  }
  const asked = await question.ask();
  if ("ok" in asked) return asked;
  const response = await startAuthentication({ optionsJSON: asked.options });
  return { challengeId: asked.challengeId, response: JSON.stringify(response) };
}

/** Reports whether the user declined, or the device has no such passkey or already has this one. */
const isOfTheDevice = (error: unknown) =>
  error instanceof Error &&
  ["NotAllowedError", "AbortError", "InvalidStateError", "WebAuthnError"].includes(error.name);

const noChange = () => () => undefined;
const hasPasskeys = () => typeof window.PublicKeyCredential === "function";
