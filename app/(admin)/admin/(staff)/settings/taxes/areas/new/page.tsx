import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BackTo } from "../../../_parts/back-to";
import { saveArea } from "../../actions";
import { AreaForm } from "../../area-form";
import { areaOptions, newAreaValues } from "../../values";

export const metadata: Metadata = { title: "New tax area" };

/** Renders the form of the rates of an area that has none. */
export default async function NewAreaPage() {
  await requireStaff({ may: "settings.change", from: "/admin/settings/taxes/areas/new" });
  const { areas } = await Settings.read("taxes");
  return (
    <>
      <BackTo href="/admin/settings/taxes" label="Taxes" />
      <Title>New tax area</Title>
      <div className="max-w-3xl">
        <AreaForm
          action={saveArea}
          hidden={{ requestId: randomUUID(), isNew: "yes" }}
          values={newAreaValues}
          seen=""
          mayChange
          button="Add area"
          areas={areaOptions().filter(({ value }) => !areas.some(({ area }) => area === value))}
        />
      </div>
    </>
  );
}
