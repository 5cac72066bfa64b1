import { Alerts } from "@securecart/core/alert";
import { Catalog } from "@securecart/core/catalog";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FieldForm } from "#app/_components/field-form";
import { Notice } from "#app/_components/ui/notice";
import { confirmAlerts, stopAlerts } from "../actions";

export const metadata: Metadata = { title: "Emails you asked for", robots: { index: false, follow: false } };

/** Renders the page behind an emailed link. Only its buttons change anything, because email programs open links too. */
export default async function AlertPage({ params, searchParams }: PageProps<"/alerts/[token]">) {
  const [{ token }, { done }] = await Promise.all([params, searchParams]);
  const opened = Alerts.open(token);
  if (!opened) notFound();
  return (
    <div className="mx-auto grid max-w-md gap-6">
      {opened.kind === "confirmation" ? (
        <Confirm token={token} isDone={done === "1"} />
      ) : (
        <Stop token={token} alertId={opened.id} />
      )}
    </div>
  );
}

function Confirm({ token, isDone }: { token: string; isDone: boolean }) {
  return (
    <>
      <h1 className="text-3xl">{isDone ? "Your address is confirmed" : "Confirm your address"}</h1>
      {isDone ? (
        <Notice tone="good" role="status">
          We'll email you once about each item that you asked for.
        </Notice>
      ) : (
        <FieldForm action={confirmAlerts} fields={[]} hidden={{ token }} button="Confirm" />
      )}
    </>
  );
}

async function Stop({ token, alertId }: { token: string; alertId: string }) {
  const alert = await Alerts.find({ alertId });
  const [product] = alert ? await Catalog.byIds({ productIds: [alert.productId] }) : [];
  return (
    <>
      <h1 className="text-3xl">Emails you asked for</h1>
      {alert ? (
        <>
          <p>{product ? `You asked for an email about ${product.name}.` : "You asked for an email."}</p>
          <FieldForm action={stopAlerts} fields={[]} hidden={{ token }} button="Stop this email" />
          <FieldForm
            action={stopAlerts}
            fields={[]}
            hidden={{ token, all: "1" }}
            button="Stop all of these emails"
            look="quiet"
          />
        </>
      ) : (
        <Notice tone="good" role="status">
          You get no more of these emails.
        </Notice>
      )}
    </>
  );
}
