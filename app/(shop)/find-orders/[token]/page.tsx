import type { Metadata } from "next";
import { FieldForm } from "#app/_components/field-form";
import { followed } from "#app/_lib/challenge-cookie";
import { showOrders } from "../actions";
import { LinkExpired } from "../link-expired";

export const metadata: Metadata = { title: "Your orders", robots: { index: false, follow: false } };

/** Renders the page behind an emailed link. Only the button uses the link up, because email programs open links too. */
export default async function OrdersLinkPage({ params }: PageProps<"/find-orders/[token]">) {
  const { token } = await params;
  if (!(await followed(token, "order_lookup"))) return <LinkExpired />;
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">Your orders</h1>
      <FieldForm action={showOrders} fields={[]} hidden={{ token }} button="Show my orders" />
    </div>
  );
}
