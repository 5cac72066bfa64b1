import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BackTo } from "../../../_parts/back-to";
import { saveZone } from "../../actions";
import { ZoneForm } from "../../zone-form";
import { placeChoices } from "../../zone-values";

export const metadata: Metadata = { title: "New zone" };

/** Renders the form of a new zone. */
export default async function NewZonePage() {
  await requireStaff({ may: "settings.change", from: "/admin/settings/shipping/zones/new" });
  const { zones } = await Settings.read("shipping");
  return (
    <>
      <BackTo href="/admin/settings/shipping" label="Shipping" />
      <Title>New zone</Title>
      <div className="max-w-4xl">
        <ZoneForm
          action={saveZone}
          hidden={{ requestId: randomUUID(), zoneId: "" }}
          values={{}}
          seen=""
          mayChange
          button="Create zone"
          countries={placeChoices(zones)}
        />
      </div>
    </>
  );
}
