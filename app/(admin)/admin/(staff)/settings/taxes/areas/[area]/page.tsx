import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Pricing } from "@securecart/core/pricing";
import { Settings } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BackTo } from "../../../_parts/back-to";
import { areaIn, JointProblems } from "../../../_parts/joint-problems";
import { removeArea, saveArea } from "../../actions";
import { AreaForm } from "../../area-form";
import { areaValues } from "../../values";
import { areaName } from "../../words";

export const metadata: Metadata = { title: "Tax area" };

/** Renders the tax rates of an area. */
export default async function AreaPage({ params }: PageProps<"/admin/settings/taxes/areas/[area]">) {
  const { area } = await params;
  const here = `/admin/settings/taxes/areas/${area}`;
  const { roles } = await requireStaff({ may: "settings.read", from: here });
  const mayChange = Staff.may(roles, "settings.change");
  const rules = Pricing.rulesIn(await Settings.all());
  const entry = rules.taxes.areas.find((one) => one.area === area);
  if (!entry) notFound();
  const seen = Admin.digestOf(entry);
  const problems = Pricing.problemsOf(rules).filter((problem) => areaIn(problem) === area);
  return (
    <>
      <BackTo href="/admin/settings/taxes" label="Taxes" />
      <Title>{areaName(area)}</Title>
      <div className="grid max-w-3xl gap-6">
        <JointProblems problems={problems} here={here} />
        <AreaForm
          action={saveArea}
          hidden={{ requestId: randomUUID(), isNew: "no", area }}
          values={areaValues(entry)}
          seen={seen}
          mayChange={mayChange}
          button="Save"
        />
        {mayChange && (
          <ActionForm
            action={removeArea}
            hidden={{ requestId: randomUUID(), area, seen }}
            button="Remove this area"
            look="quiet"
          />
        )}
      </div>
    </>
  );
}
