"use client";

import { PasskeyButton } from "#app/_components/passkey-button";
import { askForPasskey, completeWithPasskey } from "./actions";

export function PasskeyStep({ from }: { from: string }) {
  return (
    <PasskeyButton
      kind="show"
      label="Use a passkey"
      ask={askForPasskey}
      answer={(answer) => completeWithPasskey({ ...answer, from })}
    />
  );
}
