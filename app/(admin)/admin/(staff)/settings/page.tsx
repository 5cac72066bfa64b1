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
    hint: "Customers with an address in the EU get it back, as EU law requires. Others do not.",
  },
  { value: "always", label: "Everywhere", hint: "Every customer gets it back." },
  {
    value: "never",
    label: "Nowhere",
    hint: "No customer gets it back. EU law requires it for customers in the EU: choose this only if you do not sell there.",
  },
];

/** Shows the merchant's settings; those who may change them get forms. */
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
            When a customer returns a whole order, the delivery that they paid can be refunded too, up to the
            price of the cheapest delivery that was offered. A change applies to returns that arrive from now
            on.
          </p>
          {Staff.may(roles, "settings.change") ? (
            <ActionForm
              action={changeReturns}
              hidden={{ seen: `${version}`, requestId: randomUUID() }}
              choices={[
                {
                  name: "refundDelivery",
                  legend: "Where is the delivery refunded?",
                  options: rules,
                  value: value.refundDelivery,
                },
              ]}
              button="Save"
              done="The settings are saved."
            />
          ) : (
            <dl>
              <dt className="font-medium">Where is the delivery refunded?</dt>
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
