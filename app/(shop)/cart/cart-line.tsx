import type { CartLine } from "@securecart/core/cart";
import { type Currency, Money } from "@securecart/core/money";
import { Link } from "#app/_components/link";
import { Thumb } from "#app/_components/thumb";
import { Button } from "#app/_components/ui/button";
import { LowestPrice } from "#app/_components/ui/price";
import { productUrl } from "#app/_lib/product-url";
import { QuantityField } from "./cart-form";

export function CartLineItem({ line, currency }: { line: CartLine; currency: Currency }) {
  const { sku, slug, path, name, title, image, quantity, total, problem } = line;
  return (
    <article className="flex gap-4 sm:gap-6">
      <Thumb image={image} />
      <div className="grid grow gap-3">
        <div className="flex flex-wrap justify-between gap-x-4">
          <h2 id={`name-${sku.replaceAll(" ", "_")}`} className="font-sans text-base font-medium">
            {slug ? (
              <Link
                href={productUrl({ slug, path })}
                className="inline-block underline-offset-4 hover:underline"
              >
                {name}
              </Link>
            ) : (
              name
            )}
          </h2>
          {problem !== "gone" && <p className="font-medium tabular-nums">{Money.format(total, currency)}</p>}
          {title && <p className="w-full text-sm text-muted">{title}</p>}
          {problem !== "gone" && <UnitPrice line={line} currency={currency} />}
        </div>
        {problem && <p className="font-medium text-danger">{explain(line, currency)}</p>}
        <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
          {problem !== "gone" && problem !== "sold_out" && <QuantityField {...{ sku, name, quantity }} />}
          <Button look="plain" name="remove" value={sku} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </div>
      </div>
    </article>
  );
}

/** Renders the price of one unit, with the former price and the reason for a lower one. */
function UnitPrice({ line, currency }: { line: CartLine; currency: Currency }) {
  const { unitPrice, compareAt, lowest, reason, priceName } = line;
  const why = reason === "volume" ? "volume price" : priceName;
  return (
    <div className="w-full text-sm text-muted">
      <p>
        {Money.format(unitPrice, currency)} each
        {compareAt !== null && (
          <>
            <span className="sr-only">, before </span> <s>{Money.format(compareAt, currency)}</s>
          </>
        )}
        {why && ` · ${why}`}
      </p>
      {compareAt !== null && lowest !== null && <LowestPrice amount={lowest} currency={currency} />}
    </div>
  );
}

function explain({ problem, available }: CartLine, currency: Currency) {
  switch (problem) {
    case "gone":
      return "This item is no longer available. Please remove it.";
    case "sold_out":
      return "This item is sold out. Please remove it.";
    case "not_enough":
      return `Only ${available} left. Please lower the quantity.`;
    case "too_large":
      return `One order can't exceed ${Money.format(Money.limit, currency)}. Please lower the quantity.`;
    case null:
      return null;
  }
}
