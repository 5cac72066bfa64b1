import { randomUUID } from "node:crypto";
import type { OrderView } from "@securecart/core/order";
import type { Duty } from "@securecart/core/staff";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { checkTaxId } from "./actions";

type TaxIdPanelProps = { order: OrderView; may: (duty: Duty) => boolean };

/** Renders the result of the check in the EU's VAT register, as evidence, and a button to check again. */
export function TaxIdPanel({ order, may }: TaxIdPanelProps) {
  const { contact, taxIdCheck: check, totals, orderId } = order;
  if (!contact.taxId && !check) return null;
  const canCheck = may("orders.refund") && contact.taxId !== undefined && check?.result !== "valid";
  return (
    <Panel title="Business tax ID">
      <p className="font-medium">{contact.taxId ?? "Erased"}</p>
      <p>
        {check
          ? results[check.result]
          : "Not checked: the tax did not depend on it, or the order predates the check."}
      </p>
      {totals.exempt && <p>No VAT was charged (reverse charge).</p>}
      {check && (
        <dl className="mt-3 grid gap-2 text-sm">
          <Fact label="Checked">
            <When at={check.at} />
          </Fact>
          {check.name && <Fact label="Registered to">{check.name}</Fact>}
          {check.result === "valid" && (
            <Fact label="Consultation number">
              {check.consultation ?? "none: your own VAT number is not in the tax settings"}
            </Fact>
          )}
          {check.reason && <Fact label="Response of the register">{check.reason}</Fact>}
        </dl>
      )}
      {canCheck && (
        <ActionForm
          action={checkTaxId}
          hidden={{ orderId, requestId: randomUUID() }}
          button="Check again"
          look="quiet"
          className="mt-4"
        />
      )}
    </Panel>
  );
}

const results = {
  valid: "Confirmed by the EU's register (VIES).",
  invalid: "Not registered in the EU's register (VIES).",
  unavailable:
    "Not checked yet: the register was unavailable. VAT was charged; it is refunded once the ID is confirmed.",
};

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
