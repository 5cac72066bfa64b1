import { Money, type SaleCurrency, saleCurrencies } from "@securecart/core/money";
import type { Overview } from "@securecart/core/overview";
import { shopCurrency } from "#app/_lib/cached";
import { Panel } from "#app/(admin)/admin/_parts/title";

type Sales = Awaited<ReturnType<typeof Overview.sales>>;
type Pair = Sales["today"];

/** Renders the sales of today and of this week, each compared with last week. */
export async function SalesPanel({ sales: { zone, today, week } }: { sales: Sales }) {
  const main = await shopCurrency();
  const sold = (currency: SaleCurrency) =>
    [today, week].some(({ now, before }) => now.amounts[currency] || before.amounts[currency]);
  const currencies = saleCurrencies.filter((currency) => currency === main || sold(currency));
  return (
    <Panel title="Sales">
      <dl className="grid gap-6 sm:grid-cols-2">
        <Figure label="Today" then="Same day last week" pair={today} currencies={currencies} />
        <Figure label="This week" then="Last week up to this day" pair={week} currencies={currencies} />
      </dl>
      <p className="mt-4 text-sm text-muted">
        Captured payments, before refunds. Days are in the time zone {zone.replaceAll("_", " ")} and weeks
        begin on Monday.
      </p>
    </Panel>
  );
}

type FigureProps = { label: string; then: string; pair: Pair; currencies: readonly SaleCurrency[] };

function Figure({ label, then, pair: { now, before }, currencies }: FigureProps) {
  const amounts = (sales: Pair["now"]) =>
    currencies.map((currency) => Money.format(sales.amounts[currency] ?? 0, currency)).join(" + ");
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd>
        <span className="block text-2xl font-semibold tabular-nums">{amounts(now)}</span>
        <span className="block text-sm">{ordersOf(now)}</span>
        <span className="block text-sm text-muted">
          {then}: <span className="tabular-nums">{amounts(before)}</span>, {ordersOf(before)}
        </span>
      </dd>
    </div>
  );
}

const ordersOf = ({ orders }: Pair["now"]) => `${orders} ${orders === 1 ? "order" : "orders"}`;
