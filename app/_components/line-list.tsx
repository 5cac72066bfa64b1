import { type Currency, Money } from "@securecart/core/money";
import { Thumb } from "./thumb";

type Line = {
  sku: string;
  name: string;
  title: string;
  image: { key: string };
  unitPrice: number;
  quantity: number;
  total: number;
};

/** Renders the lines of a checkout or an order, read-only. */
export function LineList({ lines, currency }: { lines: Line[]; currency: Currency }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map(({ sku, name, title, image, unitPrice, quantity, total }) => (
        <li key={sku} className="flex gap-4 py-4 first:pt-0">
          <Thumb image={image} size="small" />
          <div className="grid grow content-start">
            <p className="font-medium">{name}</p>
            {title && <p className="text-sm text-muted">{title}</p>}
            <p className="text-sm text-muted tabular-nums">
              {quantity} × {Money.format(unitPrice, currency)}
            </p>
          </div>
          <p className="font-medium tabular-nums">{Money.format(total, currency)}</p>
        </li>
      ))}
    </ul>
  );
}
