"use client";

import { useEffect, useRef, useState } from "react";
import { expect, settle } from "#app/_components/cart-count-store";
import { Link } from "#app/_components/link";
import { Live } from "#app/_components/live";
import { RefusalNotice } from "#app/_components/refusal-notice";
import { Button } from "#app/_components/ui/button";
import { classes } from "#app/_components/ui/classes";
import { controlClasses } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { Outcome } from "#app/_lib/attempt";
import { propertyOf } from "#app/_lib/property-of";
import { isLost, useOutcome } from "#app/_lib/use-outcome";
import { addToCart } from "#app/(shop)/cart/actions";
import { restoreAfterOption } from "./option-link";
import { PersonalPrice } from "./personal-price";

/**
 * Stock up to which a product may sell out at any moment and is polled most often. Other products poll slower, but
 * still show their last unit within a second.
 */
const scarce = 20;
const everyMilliseconds = 500;
const everyMillisecondsOfPlenty = 900;

type BuyProps = {
  sku: string;
  slug: string;
  snapshot: number;
  /** Number of units from which on shoppers see how many are left. */
  leftFrom: number;
};

/**
 * Renders the stock, from the page's snapshot and then live, and the form that adds to the cart. The count and the
 * message change with the click and are reverted when the server refuses.
 */
export function Buy({ sku, slug, snapshot, leftFrom }: BuyProps) {
  const [available, setAvailable] = useState(snapshot);
  const [outcome, submit, pending] = useOutcome(addToCart);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each response of the server ends the pending count
  useEffect(settle, [outcome]);
  useEffect(restoreAfterOption, []);
  const requestId = useRef("");
  useEffect(() => {
    // Only a lost answer leaves open whether the items were added: the next try is the same request then.
    if (!isLost(outcome)) requestId.current = "";
  }, [outcome]);
  const shownIn = useRef<HTMLFormElement>(null);
  const soldOut = available === 0;
  return (
    <div className="contents lg:grid lg:gap-4">
      <div className="flex flex-wrap gap-x-4">
        <p aria-live="polite" className={classes("font-medium", soldOut ? "text-danger" : "text-accent")}>
          {stockText(available, leftFrom)}
        </p>
        <PersonalPrice sku={sku} />
        {soldOut && (
          <Link
            href={`/alerts/new?${new URLSearchParams({ kind: "back_in_stock", slug, sku })}`}
            rel="nofollow"
            className="text-link"
          >
            Email me when it is back
          </Link>
        )}
      </div>
      <Live
        url={`/api/stock?sku=${encodeURIComponent(sku)}`}
        every={available > scarce ? everyMillisecondsOfPlenty : everyMilliseconds}
        shownIn={shownIn}
        onAnswer={(answer) => setAvailable((before) => readAvailable(answer, sku) ?? before)}
      />
      <form
        ref={shownIn}
        action={submit}
        onSubmit={(event) => {
          requestId.current ||= newRequestId();
          const field = event.currentTarget.elements.namedItem("requestId");
          if (field instanceof HTMLInputElement) field.value = requestId.current;
          expect(Number(new FormData(event.currentTarget).get("quantity")) || 0);
        }}
        className="buy-bar flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="sku" value={sku} />
        <input type="hidden" name="requestId" defaultValue="" />
        <div className="grid gap-1">
          <label htmlFor="quantity" className="font-medium max-lg:sr-only">
            Quantity
          </label>
          <input
            id="quantity"
            name="quantity"
            type="number"
            inputMode="numeric"
            min={1}
            max={99}
            required
            defaultValue={typedQuantity(outcome)}
            onChange={() => {
              requestId.current = ""; // another quantity is another request
            }}
            aria-describedby="add-message"
            className={classes(controlClasses, "max-w-20 lg:max-w-24")}
          />
        </div>
        <Button disabled={soldOut} className="min-w-48 grow lg:grow-0">
          Add to cart
        </Button>
        <div id="add-message" aria-live="polite" className="w-full empty:hidden max-lg:order-first">
          <Message outcome={pending ? { ok: true } : outcome} />
        </div>
      </form>
    </div>
  );
}

/** Returns a new ID; "" where the page is not served over HTTPS, which offers none. */
const newRequestId = () => (isSecureContext ? crypto.randomUUID() : "");

function Message({ outcome }: { outcome: Outcome | null }) {
  if (!outcome) return null;
  if (!outcome.ok) return <RefusalNotice refusal={outcome} />;
  return (
    <Notice tone="good">
      Added to cart.{" "}
      <Link href="/cart" className="text-link inline-block">
        View cart
      </Link>
    </Notice>
  );
}

function stockText(available: number, leftFrom: number) {
  if (available === 0) return "Sold out";
  return available <= leftFrom ? `Only ${available} left` : "In stock";
}

/** Returns a refused quantity, to be corrected in its field; "1" otherwise. */
const typedQuantity = (outcome: Outcome | null) =>
  (outcome && !outcome.ok && outcome.values?.quantity) || "1";

function readAvailable(answer: unknown, sku: string): number | undefined {
  const stock = propertyOf(propertyOf(answer, "stock"), sku);
  return typeof stock === "number" ? stock : undefined;
}
