import { randomUUID } from "node:crypto";
import { Catalog, type Variant } from "@securecart/core/catalog";
import { Clock } from "@securecart/core/clock";
import { Money, type SaleCurrency } from "@securecart/core/money";
import { type Board, Price } from "@securecart/core/price";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { readProduct } from "../read";
import { VolumeForm } from "./volume-form";

export const metadata: Metadata = { title: "Prices" };

type Props = PageProps<"/admin/products/[productId]/prices">;

/** Renders the prices of a product's variants now, the history of one of them, and its volume prices. */
export default async function PricesPage({ params, searchParams }: Props) {
  const { productId } = await params;
  const path = `/admin/products/${productId}/prices`;
  const { roles } = await requireStaff({ may: "catalog.read", from: path });
  const [{ product, variants }, board, currencies] = await Promise.all([
    readProduct(productId),
    Price.board(),
    Shop.currencies(),
  ]);
  const shown = Catalog.fitting(product, variants);
  const { sku } = await searchParams;
  const chosen = shown.find((variant) => variant.sku === sku);
  const example = chosen ?? shown[0];
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href={`/admin/products/${productId}`} className="text-link">
          {product.name}
        </Link>
      </p>
      <Title>Prices</Title>
      <PriceTable {...{ board, path, currencies }} variants={shown} chosen={example?.sku} />
      {example && <History variant={example} board={board} currency={currencies[0]} />}
      {example && Staff.may(roles, "catalog.edit") && (
        <section className="mt-8 grid gap-4 border-t border-line pt-5">
          <div>
            <h2 className="text-xl">Volume prices</h2>
            <p className="mt-1 text-sm text-muted">
              {chosen
                ? `Price of each unit of ${chosen.sku} from a quantity on.`
                : "Price of each unit from a quantity on, for all variants. Choose a variant above for prices of its own."}{" "}
              The lowest price that applies counts. Empty rows are ignored.
            </p>
          </div>
          <VolumeForm
            key={chosen?.sku ?? "all"}
            hidden={{
              productId,
              seen: `${product.version ?? 0}`,
              requestId: randomUUID(),
              ...(chosen && { sku: chosen.sku }),
            }}
            steps={stepsOf(example)}
            currencies={currencies}
            button={chosen ? "Save for this variant" : "Save for all variants"}
          />
        </section>
      )}
    </>
  );
}

const stepsOf = ({ volume = [] }: Variant) =>
  volume.map(({ from, prices }) => ({
    from: `${from}`,
    ...Money.typed("", prices),
  }));

type TableProps = {
  variants: Variant[];
  board: Board;
  path: string;
  currencies: SaleCurrency[];
  chosen: string | undefined;
};

const columns = [
  { label: "Variant" },
  { label: "Price now", right: true },
  { label: "Crossed out", right: true },
  { label: "Lowest in the 30 days before", right: true, wide: true },
  { label: "Volume prices", right: true, wide: true },
];

function PriceTable({ variants, board, path, currencies, chosen }: TableProps) {
  const at = Clock.iso();
  return (
    <Table caption="Prices of the variants" columns={columns}>
      {variants.map((variant) => {
        const { sku, title, volume = [] } = variant;
        const prices = currencies.map((currency) => ({
          currency,
          ...Price.decide(variant, { currency, at, board }),
        }));
        const lines = (of: (price: (typeof prices)[number]) => number | null) =>
          prices.map((price) => {
            const amount = of(price);
            return (
              <span key={price.currency} className="block whitespace-nowrap">
                {amount === null ? "–" : Money.format(amount, price.currency)}
              </span>
            );
          });
        return (
          <tr key={sku}>
            <Cell>
              <Link
                href={`${path}?${new URLSearchParams({ sku })}`}
                aria-current={sku === chosen ? "true" : undefined}
                className="text-link font-medium break-words"
              >
                {title || sku}
              </Link>
              {title && <span className="block text-sm text-muted">{sku}</span>}
            </Cell>
            <Cell right>{lines(({ amount }) => amount)}</Cell>
            <Cell right>{lines(({ compareAt }) => compareAt)}</Cell>
            <Cell right wide>
              {lines(({ lowest }) => lowest)}
            </Cell>
            <Cell right wide>
              {volume.length}
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}

const mostSpans = 100;

type HistoryProps = { variant: Variant; board: Board; currency: SaleCurrency };

/** Renders the prices that a variant had, the newest first, with the sales that made them. */
function History({ variant, board, currency }: HistoryProps) {
  const spans = Price.spansOf(variant, { currency, at: Clock.iso(), board });
  return (
    <section className="mt-8 grid gap-3 border-t border-line pt-5">
      <div>
        <h2 className="text-xl">Price history of {variant.title || variant.sku}</h2>
        <p className="mt-1 text-sm text-muted">
          Prices in {currency} of the last {Price.keptDays} days, sales included. The lowest price of the 30
          days before a reduction is computed from them.
        </p>
      </div>
      <ol className="divide-y divide-line border-y border-line">
        {spans
          .slice(-mostSpans)
          .reverse()
          .map(({ from, price, isReduced, sale }) => (
            <li key={from} className="flex flex-wrap justify-between gap-x-6 py-1.5">
              <span>{from ? <When at={from} /> : "Before"}</span>
              <span className="text-right tabular-nums">
                {price === null ? "Not for sale" : Money.format(price, currency)}
                {sale ? ` · ${sale}` : isReduced && " · reduced"}
              </span>
            </li>
          ))}
      </ol>
    </section>
  );
}
