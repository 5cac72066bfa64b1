import { randomUUID } from "node:crypto";
import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BackTo } from "../../../../../_parts/back-to";
import { saveMethod } from "../../../../actions";
import { MethodForm } from "../../../../method-form";
import { newMethodValues } from "../../../../method-values";

export const metadata: Metadata = { title: "New method" };

/** Renders the form of a new method. */
export default async function NewMethodPage({
  params,
}: PageProps<"/admin/settings/shipping/zones/[zoneId]/methods/new">) {
  const { zoneId } = await params;
  const page = `/admin/settings/shipping/zones/${zoneId}`;
  await requireStaff({ may: "settings.change", from: `${page}/methods/new` });
  const zone = (await Settings.read("shipping")).zones.find(({ id }) => id === zoneId);
  if (!zone) notFound();
  return (
    <>
      <BackTo href={page} label={zone.name} />
      <Title>New method</Title>
      <div className="max-w-3xl">
        <MethodForm
          action={saveMethod}
          hidden={{ requestId: randomUUID(), zoneId, methodId: "" }}
          values={newMethodValues}
          seen=""
          mayChange
          button="Create method"
          currencies={await Shop.currencies()}
        />
      </div>
    </>
  );
}
