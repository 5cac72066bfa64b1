import { Money } from "@securecart/core/money";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AddressLines } from "#app/_components/address-lines";
import { DeliveryText } from "#app/_components/delivery-text";
import { LineList } from "#app/_components/line-list";
import { Link } from "#app/_components/link";
import { SummaryRows } from "#app/_components/summary-rows";
import { Progress } from "../progress";
import { readReview } from "../step";
import { StepHeading } from "../step-heading";
import { TaxIdNotice } from "../tax-id-notice";
import { CouponForm } from "./coupon-form";
import { EarlierOrderNotice } from "./earlier-order";
import { PayForm } from "./pay-form";

export const metadata: Metadata = { title: "Checkout: review and pay" };

export default async function ReviewPage() {
  const {
    cart,
    contact,
    address,
    delivery,
    deliveryOptions,
    coupon,
    totals,
    reviewed,
    earlier,
    taxId,
    rules,
  } = await readReview();
  const total = Money.format(totals.total, totals.currency);
  const way = deliveryOptions.find(({ id }) => id === delivery);
  return (
    <>
      <StepHeading>Checkout: review and pay</StepHeading>
      <Progress current="review" />
      {earlier && <EarlierOrderNotice order={earlier} total={total} />}
      <TaxIdNotice note={taxId} />
      <div className="mt-6 grid items-start gap-8 md:grid-cols-[1fr_20rem] md:gap-12">
        <div className="grid gap-8">
          <Part title="Items" change={{ href: "/cart", what: "items" }}>
            <LineList lines={cart.lines} currency={totals.currency} />
          </Part>
          <Part
            title="Contact and address"
            change={{ href: "/checkout/contact", what: "contact and address" }}
          >
            {contact && address && <AddressLines contact={contact} address={address} />}
          </Part>
          <Part title="Delivery" change={{ href: "/checkout/delivery", what: "delivery" }}>
            {way && <DeliveryText {...way} />}
          </Part>
        </div>
        <section aria-labelledby="total" className="rounded-card border border-line bg-surface p-6">
          <h2 id="total" className="mb-4 text-xl">
            Your order
          </h2>
          <SummaryRows totals={totals} />
          <CouponForm coupon={coupon} />
          <PayForm
            reviewed={reviewed}
            total={totals.total === 0 ? null : total}
            termsPage={rules.termsPage}
          />
        </section>
      </div>
    </>
  );
}

type PartProps = { title: string; change: { href: string; what: string }; children: ReactNode };

function Part({ title, change, children }: PartProps) {
  return (
    <section>
      <div className="mb-3 flex items-baseline justify-between gap-4 border-b border-line pb-2">
        <h2 className="text-xl">{title}</h2>
        <Link href={change.href} className="text-link inline-block py-1">
          Change<span className="sr-only"> {change.what}</span>
        </Link>
      </div>
      {children}
    </section>
  );
}
