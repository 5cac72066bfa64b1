import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import counts" };

/** Renders the form to count many SKUs at once: paste or choose a list, check it, then apply it. */
export default async function ImportPage() {
  await requireStaff({ may: "stock.adjust", from: "/admin/stock/import" });
  return (
    <>
      <Title>Import counts</Title>
      <ImportForm requestId={randomUUID()} />
    </>
  );
}
