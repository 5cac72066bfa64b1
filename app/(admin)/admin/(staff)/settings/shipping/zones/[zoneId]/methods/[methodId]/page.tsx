import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Pricing } from "@securecart/core/pricing";
import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BackTo } from "../../../../../_parts/back-to";
import { JointProblems, zoneIn } from "../../../../../_parts/joint-problems";
import { removeMethod, saveMethod } from "../../../../actions";
import { MethodForm } from "../../../../method-form";
import { methodValues } from "../../../../method-values";

export const metadata: Metadata = { title: "Method" };

/** Renders a method of a zone. */
export default async function MethodPage({
  params,
}: PageProps<"/admin/settings/shipping/zones/[zoneId]/methods/[methodId]">) {
  const { zoneId, methodId } = await params;
  const page = `/admin/settings/shipping/zones/${zoneId}`;
  const here = `${page}/methods/${methodId}`;
  const { roles } = await requireStaff({ may: "settings.read", from: here });
  const mayChange = Staff.may(roles, "settings.change");
  const rules = Pricing.rulesIn(await Settings.all());
  const zone = rules.shipping.zones.find(({ id }) => id === zoneId);
  const method = zone?.methods.find(({ id }) => id === methodId);
  if (!zone || !method) notFound();
  const seen = Admin.digestOf(method);
  const problems = Pricing.problemsOf(rules).filter((problem) => {
    const about = zoneIn(problem);
    return about?.zone === zoneId && about.method === methodId;
  });
  return (
    <>
      <BackTo href={page} label={zone.name} />
      <Title>{method.name}</Title>
      <div className="grid max-w-3xl gap-6">
        <JointProblems problems={problems} here={here} />
        <MethodForm
          action={saveMethod}
          hidden={{ requestId: randomUUID(), zoneId, methodId }}
          values={methodValues(method)}
          seen={seen}
          mayChange={mayChange}
          button="Save"
          currencies={await Shop.currencies()}
        />
        {mayChange && (
          <ActionForm
            action={removeMethod}
            hidden={{ requestId: randomUUID(), zoneId, methodId, seen }}
            button="Remove this method"
            look="quiet"
          />
        )}
      </div>
    </>
  );
}
