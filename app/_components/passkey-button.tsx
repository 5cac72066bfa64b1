"use client";

import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { useState, useSyncExternalStore } from "react";
import type { Outcome } from "../_lib/attempt";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

type Question<Options> = { challengeId: string; options: Options };
type Answer = { challengeId: string; response: string };

type Props = {
  label: string;
  look?: "primary" | "quiet";
} & (
  | { kind: "show"; ask: () => Promise<Question<PublicKeyCredentialRequestOptionsJSON>> }
  | { kind: "make"; ask: () => Promise<Question<PublicKeyCredentialCreationOptionsJSON>> }
) & {
    /** Hands in what the device signed. It may lead elsewhere and then answers nothing. */
    answer: (answer: Answer) => Promise<Outcome | undefined>;
  };

/** Asks the device for a passkey. Absent where there is no script or the browser knows no passkeys: a code does it, too. */
export function PasskeyButton({ label, look = "primary", answer, ...question }: Props) {
  const possible = useSyncExternalStore(noChange, hasPasskeys, () => false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!possible) return null;
  const run = async () => {
    setPending(true);
    setProblem(null);
    try {
      const outcome = await answer(await signed(question));
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

async function signed(question: AnyQuestion): Promise<Answer> {
  if (question.kind === "make") {
    const { challengeId, options } = await question.ask();
    return { challengeId, response: JSON.stringify(await startRegistration({ optionsJSON: options })) };
  }
  const { challengeId, options } = await question.ask();
  return { challengeId, response: JSON.stringify(await startAuthentication({ optionsJSON: options })) };
}

/** The person said no, the device has no such passkey, or has this one already. */
const isOfTheDevice = (error: unknown) =>
  error instanceof Error &&
  ["NotAllowedError", "AbortError", "InvalidStateError", "WebAuthnError"].includes(error.name);

const noChange = () => () => undefined;
const hasPasskeys = () => typeof window.PublicKeyCredential === "function";
