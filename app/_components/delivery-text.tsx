import { type DateRange, Pricing } from "@securecart/core/pricing";

type DeliveryTextProps = { label: string; description: string; promise?: DateRange | null | undefined };

/** Renders how an order is delivered, and when it arrives if a date is promised. */
export function DeliveryText({ label, description, promise }: DeliveryTextProps) {
  return (
    <>
      <p>{description ? `${label}, ${description}` : label}</p>
      {promise && <p className="text-muted">Arrives {Pricing.formatPromise(promise)}</p>}
    </>
  );
}
