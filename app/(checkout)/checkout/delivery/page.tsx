import { Money } from "@securecart/core/money";
import { Pricing } from "@securecart/core/pricing";
import type { Metadata } from "next";
import { Notice } from "#app/_components/ui/notice";
import { WithSummary } from "../order-summary";
import { Progress } from "../progress";
import { readStep } from "../step";
import { StepHeading } from "../step-heading";
import { TaxIdNotice } from "../tax-id-notice";
import { DeliveryForm } from "./delivery-form";

export const metadata: Metadata = { title: "Checkout: delivery" };

export default async function DeliveryPage() {
  const checkout = await readStep("delivery");
  const { deliveryOptions, delivery, deliveryProblem, totals, taxId } = checkout;
  const choices = deliveryOptions.map(({ id, label, description, amount, promise }) => ({
    id,
    label,
    description,
    arrives: promise && Pricing.formatPromise(promise),
    price: amount === 0 ? "Free" : Money.format(amount, totals.currency),
  }));
  return (
    <>
      <StepHeading>Checkout: delivery</StepHeading>
      <Progress current="delivery" />
      <WithSummary checkout={checkout}>
        <TaxIdNotice note={taxId} />
        {deliveryProblem ? (
          <Notice tone="bad" className="mt-6">
            {deliveryProblem}
          </Notice>
        ) : (
          <DeliveryForm choices={choices} chosen={delivery ?? choices[0]?.id ?? ""} />
        )}
      </WithSummary>
    </>
  );
}
