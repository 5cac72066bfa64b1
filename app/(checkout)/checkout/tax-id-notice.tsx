import type { CheckoutView } from "@securecart/core/checkout";
import { Notice } from "#app/_components/ui/notice";

const tones = { confirmed: "good", unchecked: "warning", refused: "bad", no_effect: "plain" } as const;

/** Tells a business shopper the result of the tax ID check. */
export function TaxIdNotice({ note }: { note: CheckoutView["taxId"] }) {
  if (!note) return null;
  return (
    <Notice tone={tones[note.state]} className="mt-6">
      {note.text}
    </Notice>
  );
}
