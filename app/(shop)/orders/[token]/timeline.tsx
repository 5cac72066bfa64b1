import type { Step } from "@securecart/core/order";
import { ShopTime } from "#app/_components/shop-time";
import { labels } from "#app/_lib/order-status";

export function Timeline({ steps }: { steps: Step[] }) {
  return (
    <ol className="grid gap-4 border-l-2 border-line pl-5">
      {steps.map(({ status, at, cause }) => (
        <li key={`${at} ${status}`}>
          <p className="font-medium">{status === "pending" ? "Placed" : labels[status]}</p>
          <p className="text-sm text-muted">
            <ShopTime at={at} /> · {cause}
          </p>
        </li>
      ))}
    </ol>
  );
}
