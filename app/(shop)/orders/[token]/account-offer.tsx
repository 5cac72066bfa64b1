import { Order, type OrderView } from "@securecart/core/order";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { readCustomer } from "#app/_lib/customer-session";

/** Offers a guest an account after the purchase. Once the email address is confirmed, the order is in it. */
export async function AccountOffer({ order, token }: { order: OrderView; token: string }) {
  const { status, customerId } = order;
  if (customerId || !Order.isBought(status)) return null;
  if (await readCustomer({ quiet: true })) return null;
  return (
    <section aria-labelledby="account-offer" className="mt-8 rounded-card border border-line bg-surface p-6">
      <h2 id="account-offer" className="text-xl">
        Keep this order in an account
      </h2>
      <p className="mt-2 max-w-prose text-muted">
        See all your orders in one place and check out faster next time. You only choose a password.
      </p>
      <Link href={`/create-account?order=${token}`} className={buttonClasses("quiet", "mt-4")}>
        Create account
      </Link>
    </section>
  );
}
