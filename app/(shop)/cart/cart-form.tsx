"use client";

import {
  type ChangeEvent,
  createContext,
  type ReactNode,
  type SubmitEvent,
  startTransition,
  useContext,
  useEffect,
  useRef,
} from "react";
import { settle } from "#app/_components/cart-count-store";
import { RefusalNotice } from "#app/_components/refusal-notice";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import type { Refusal } from "#app/_lib/attempt";
import { isLost, useOutcome } from "#app/_lib/use-outcome";
import { saveCart } from "./actions";

/** Pause after a change of a quantity before it is saved, so that "12" is not saved as "1" first. */
const pauseMilliseconds = 400;

const Refused = createContext<Refusal | null>(null);

/**
 * Renders the form of the whole cart, so that Checkout sends the quantities too. With JavaScript a changed quantity saves
 * itself; without it, each line has a button.
 */
export function CartForm({ version, children }: { version: number; children: ReactNode }) {
  const [outcome, submit, pending] = useOutcome(saveCart);
  const form = useRef<HTMLFormElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each response of the server ends the pending count
  useEffect(settle, [outcome, version]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const send = (sent: HTMLFormElement, pressed?: HTMLElement | null) =>
    startTransition(() => submit(new FormData(sent, pressed)));
  const stopWaiting = () => clearTimeout(waiting.current);
  const saveSoon = ({ target }: ChangeEvent<HTMLFormElement>) => {
    stopWaiting();
    // An empty field is still being typed, and 0 would remove the line: Checkout sends both.
    if (!(Number(target.value) > 0)) return;
    waiting.current = setTimeout(() => form.current && send(form.current), pauseMilliseconds);
  };
  const sendNow = (event: SubmitEvent<HTMLFormElement>) => {
    stopWaiting();
    // React would reset the form once the action is done, and with it what was typed in the meantime.
    event.preventDefault();
    send(event.currentTarget, event.nativeEvent.submitter);
  };
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form
      ref={form}
      action={submit}
      noValidate
      onChange={saveSoon}
      onSubmit={sendNow}
      aria-busy={pending}
      className="group mt-6 grid items-start gap-8 lg:grid-cols-[1fr_20rem] lg:gap-12"
    >
      {/* The Enter key presses a form's first button, which must not be one that removes a line. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <div aria-live="polite" className="empty:hidden lg:col-span-2">
        {refused && (isLost(refused) || !refused.fields) && (
          <RefusalNotice refusal={refused} buttons={["remove", "go"]} />
        )}
      </div>
      <Refused value={refused}>{children}</Refused>
    </form>
  );
}

type QuantityFieldProps = { sku: string; name: string; quantity: number };

/** Renders the quantity of a line. A refused one keeps what was typed and says why. */
export function QuantityField({ sku, name, quantity }: QuantityFieldProps) {
  const refused = useContext(Refused);
  const id = sku.replaceAll(" ", "_");
  const field = `quantity:${sku}`;
  const reason = refused?.fields?.[field];
  const shown = useRef<HTMLInputElement>(null);
  return (
    <div className="grid gap-1">
      {/* The server saves only what differs from the page, so that another tab's changes stay. */}
      <input ref={shown} key={quantity} type="hidden" name={`shown:${sku}`} value={quantity} />
      <label htmlFor={`quantity-${id}`} className="text-sm text-muted">
        Quantity
      </label>
      <div className="flex items-center gap-2">
        <input
          id={`quantity-${id}`}
          name={field}
          type="number"
          inputMode="numeric"
          min={1}
          max={99}
          defaultValue={refused?.values?.[field] ?? quantity}
          aria-describedby={`name-${id} message-${id}`}
          aria-invalid={reason ? true : undefined}
          onChange={() => {
            // From here on the field is always saved: it may be typed back while an earlier change is on its way.
            if (shown.current) shown.current.disabled = true;
          }}
          className={`${controlClasses} max-w-20`}
        />
        <noscript>
          <Button look="quiet" aria-label={`Update ${name}`}>
            Update
          </Button>
        </noscript>
      </div>
      <p id={`message-${id}`} aria-live="polite" className="text-sm font-medium text-danger empty:hidden">
        {reason ?? ""}
      </p>
    </div>
  );
}
