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
      {opened.kind === "alert" && <Stop token={token} alertId={opened.id} />}
      {opened.kind === "confirmation" &&
        (done === "1" ? <Confirmed /> : <Confirm token={token} confirmationId={opened.id} />)}
    </div>
  );
}

function Confirmed() {
  return (
    <>
      <h1 className="text-3xl">Your address is confirmed</h1>
      <Notice tone="good" role="status">
        We'll email you once about each item that you chose.
      </Notice>
    </>
  );
}

const events = { back_in_stock: "available again", price_drop: "lower price" };

/** Renders what was requested for the address. Anyone can enter it, so its owner chooses what to confirm. */
async function Confirm({ token, confirmationId }: { token: string; confirmationId: string }) {
  const alerts = await Alerts.toConfirm({ confirmationId });
  const productIds = [...new Set(alerts?.map(({ productId }) => productId))];
  const products = await Catalog.byIds({ productIds });
  const nameOf = (id: string) =>
    products.find(({ productId }) => productId === id)?.name ?? "An earlier item";
  return (
    <>
      <h1 className="text-3xl">Confirm your address</h1>
      {alerts && alerts.length > 0 ? (
        <FieldForm action={confirmAlerts} fields={[]} hidden={{ token }} button="Confirm">
          <fieldset className="grid gap-2">
            <legend className="font-medium">Email me once about</legend>
            {alerts.map(({ alertId, kind, productId }) => (
              <label key={alertId} htmlFor={alertId} className="flex min-h-11 items-center gap-3">
                <input
                  id={alertId}
                  type="checkbox"
                  name="alertIds"
                  value={alertId}
                  defaultChecked
                  className="size-5 shrink-0 accent-accent"
                />
                {nameOf(productId)}: {events[kind]}
              </label>
            ))}
          </fieldset>
        </FieldForm>
      ) : (
        <Notice>
          {alerts ? "There is nothing left to confirm." : "This link has expired. Please ask again."}
        </Notice>
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
