import type { EarlierOrder } from "@securecart/core/checkout";
import { Money } from "@securecart/core/money";
import { OrderAccess } from "@securecart/core/order-access";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";

/** Tells the shopper which order of this cart is still open, and what happens to it when they pay here. */
export function EarlierOrderNotice({ order, total }: { order: EarlierOrder; total: string }) {
  const { orderId, number, currency, state } = order;
  const link = (
    <Link href={`/orders/${OrderAccess.token(orderId)}`} className="text-link">
      order {number}
    </Link>
  );
  const before = Money.format(order.total, currency);
  switch (state) {
    case "same":
      return (
        <Notice className="mt-6">
          You placed {link} for this cart but haven't paid for it yet. Pay to continue with it.
        </Notice>
      );
    case "differs":
      return (
        <Notice tone="warning" className="mt-6">
          You have an unpaid {link} of {before} from this cart. If you pay here, we cancel it and you pay{" "}
          {total} for a new order.
        </Notice>
      );
    case "paid":
      return (
        <Notice tone="warning" className="mt-6">
          You have already paid {before} for {link}. We'll remove its items from your cart in a moment.
        </Notice>
      );
  }
}
