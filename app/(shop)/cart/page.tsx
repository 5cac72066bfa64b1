import { Checkout, type CheckoutView } from "@securecart/core/checkout";
import { Money } from "@securecart/core/money";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Button, buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { readCart } from "#app/_lib/session";
import { CartForm } from "./cart-form";
import { CartLineItem } from "./cart-line";
import { DeliverySummary } from "./delivery-summary";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

export default async function CartPage() {
  const cartId = await readCart();
  const checkout = cartId ? await Checkout.read({ cartId }) : null;
  const cart = checkout?.cart;
  return (
    <>
      <h1 className="text-3xl md:text-4xl">Cart</h1>
      {cart && cart.notes.length > 0 && <Merged notes={cart.notes} />}
      {checkout && checkout.cart.lines.length > 0 ? <FullCart {...checkout} /> : <EmptyCart />}
    </>
  );
}

/** Lists the changes of a merged cart, until the shopper changes the cart. */
function Merged({ notes }: { notes: string[] }) {
  return (
    <Notice tone="warning" className="mt-6">
      <p className="font-semibold">We added the items from this cart to the cart in your account.</p>
      <ul className="mt-1 list-disc pl-5">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}

function FullCart({ cart, cartProblem, totals }: Pick<CheckoutView, "cart" | "cartProblem" | "totals">) {
  const { lines, currency, subtotal } = cart;
  const isTooLarge = subtotal > Money.limit;
  const hasProblem = lines.some(({ problem }) => problem);
  const blocked = isTooLarge || hasProblem || cartProblem !== null;
  return (
    <CartForm version={cart.version}>
      <ul className="divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <li key={line.sku} className="py-6">
            <CartLineItem line={line} currency={currency} />
          </li>
        ))}
      </ul>
      <section aria-labelledby="summary" className="rounded-card border border-line bg-surface p-6">
        <h2 id="summary" className="text-xl">
          Summary
        </h2>
        <p aria-live="polite" className="mt-4 flex justify-between gap-4 text-lg font-semibold">
          Subtotal <span className="tabular-nums">{Money.format(subtotal, currency)}</span>
        </p>
        <Discounts totals={totals} />
        <p className="mt-1 text-sm text-muted">Delivery and tax are added at checkout.</p>
        <Button
          name="go"
          value="checkout"
          disabled={blocked}
          className="mt-6 w-full"
          aria-describedby={blocked ? "blocked" : undefined}
        >
          Checkout
        </Button>
        {blocked && (
          <p id="blocked" className="mt-3 text-sm text-danger">
            {isTooLarge
              ? `One order can't exceed ${Money.format(Money.limit, currency)}. Please remove something first.`
              : hasProblem || !cartProblem
                ? "Please change or remove the highlighted items first."
                : cartProblem}
          </p>
        )}
        <DeliverySummary cart={cart} />
      </section>
    </CartForm>
  );
}

/** Renders the discounts on the items, and what is left to pay for them. */
function Discounts({ totals: { discounts, currency, subtotal, discount } }: Pick<CheckoutView, "totals">) {
  const rows = discounts.filter(({ of, amount }) => of === "goods" && amount > 0);
  if (rows.length === 0) return null;
  return (
    <div className="mt-2 grid gap-1">
      {rows.map(({ code, label, amount, isAutomatic }) => (
        <p key={code} className="flex justify-between gap-4">
          {isAutomatic ? label : `${label} (${code})`}{" "}
          <span className="tabular-nums">−{Money.format(amount, currency)}</span>
        </p>
      ))}
      <p className="flex justify-between gap-4 font-semibold">
        Items after discounts{" "}
        <span className="tabular-nums">{Money.format(subtotal - discount, currency)}</span>
      </p>
    </div>
  );
}

function EmptyCart() {
  return (
    <div className="mt-6">
      <p className="text-lg text-muted">Your cart is empty.</p>
      <Link href="/search" className={buttonClasses("primary", "mt-6")}>
        See all products
      </Link>
    </div>
  );
}
