import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { changeReturns } from "./actions";

export const metadata: Metadata = { title: "Settings" };

const rules = [
  {
    value: "eu",
    label: "In the European Union",
    hint: "Refunded to customers with an address in the EU, as EU law requires, and to nobody else.",
  },
  { value: "always", label: "Everywhere", hint: "Refunded to every customer." },
  {
    value: "never",
    label: "Nowhere",
    hint: "Refunded to nobody. EU law requires the refund for customers in the EU, so choose this only if you don't sell there.",
  },
];

/** Renders the merchant's settings, as forms for staff who may change them. */
export default async function SettingsPage() {
  const { roles } = await requireStaff({ may: "settings.read", from: "/admin/settings" });
  const { value, version } = await Settings.current("returns");
  const chosen = rules.find((rule) => rule.value === value.refundDelivery);
  return (
    <>
      <Title>Settings</Title>
      <div className="max-w-2xl">
        <Panel title="Returns">
          <p className="mb-4 text-muted">
            When a customer returns a whole order, you can also refund the delivery fee, up to the price of
            the cheapest delivery option they had. A change applies to returns received from now on.
          </p>
          {Staff.may(roles, "settings.change") ? (
            <ActionForm
              action={changeReturns}
              hidden={{ seen: `${version}`, requestId: randomUUID() }}
              choices={[
                {
                  name: "refundDelivery",
                  legend: "Where is the delivery fee refunded?",
                  options: rules,
                  value: value.refundDelivery,
                },
              ]}
              button="Save"
              done="The settings have been saved."
            />
          ) : (
            <dl>
              <dt className="font-medium">Where is the delivery fee refunded?</dt>
              <dd>
                {chosen?.label}
                <span className="block text-sm text-muted">{chosen?.hint}</span>
              </dd>
            </dl>
          )}
        </Panel>
      </div>
    </>
  );
}
