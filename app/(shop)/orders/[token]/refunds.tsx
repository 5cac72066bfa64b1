import { type Currency, Money } from "@securecart/core/money";
import type { OrderView } from "@securecart/core/order";
import { ShopTime } from "#app/_components/shop-time";

const states = {
  pending: "On its way",
  succeeded: "Sent to your bank",
  failed: "Your bank did not accept it. We'll contact you.",
} as const;

/** Lists the refunds of an order. A failed refund that was retried appears only as the new one. */
export function Refunds({ refunds, currency }: { refunds: OrderView["refunds"]; currency: Currency }) {
  const shown = refunds.flatMap((refund) =>
    refund.state === "superseded" || refund.amount === 0 ? [] : [{ ...refund, words: wordsOf(refund) }],
  );
  if (shown.length === 0) return null;
  return (
    <>
      <h3 className="mt-6 mb-2 border-t border-line pt-4 text-lg">Refunds</h3>
      <ul className="grid gap-2">
        {shown.map(({ refundId, amount, words, createdAt }) => (
          <li key={refundId} className="flex justify-between gap-4">
            <span>
              <ShopTime at={createdAt} precision="day" />
              <span className="block text-sm text-muted">{words}</span>
            </span>
            <span className="tabular-nums">{Money.format(amount, currency)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function wordsOf({ state, method, reference }: OrderView["refunds"][number]) {
  if (state === "superseded") return "";
  return method === "outside" ? `Paid another way: ${reference ?? ""}` : states[state];
}
