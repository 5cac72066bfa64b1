import type { SaleCurrency, Variant } from "@securecart/core/catalog";
import { Money } from "@securecart/core/money";

type Props = { variant: Variant; amount: number; currency: SaleCurrency };

/** Renders the volume prices of a variant that are lower than its price now; nothing without any. */
export function VolumePrices({ variant: { volume = [] }, amount, currency }: Props) {
  const steps = volume.flatMap(({ from, prices }) => {
    const price = prices[currency];
    return price !== undefined && price < amount ? [{ from, price }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <table className="w-full max-w-sm text-left text-sm tabular-nums">
      <caption className="pb-1 text-left text-base font-medium">Buy more, pay less</caption>
      <thead className="text-muted">
        <tr className="border-b border-line">
          <th scope="col" className="py-1 font-medium">
            Quantity
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            Price each
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {steps.map(({ from, price }) => (
          <tr key={from}>
            <td className="py-1">{from} or more</td>
            <td className="py-1 text-right">{Money.format(price, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
