import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import type { ShopCurrencies } from "@securecart/core/money";
import { Pricing } from "@securecart/core/pricing";
import { Settings, type ShippingZone } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { BackTo } from "../../../_parts/back-to";
import { JointProblems, zoneIn } from "../../../_parts/joint-problems";
import { raiseMethod, removeZone, saveZone } from "../../actions";
import { freeInWords, tariffInWords, transitInWords } from "../../words";
import { ZoneForm } from "../../zone-form";
import { placeChoices, zoneValues } from "../../zone-values";

export const metadata: Metadata = { title: "Zone" };

/** Renders a zone: its methods, its name and its places. */
export default async function ZonePage({ params }: PageProps<"/admin/settings/shipping/zones/[zoneId]">) {
  const { zoneId } = await params;
  const here = `/admin/settings/shipping/zones/${zoneId}`;
  const { roles } = await requireStaff({ may: "settings.read", from: here });
  const mayChange = Staff.may(roles, "settings.change");
  const rules = Pricing.rulesIn(await Settings.all());
  const { shipping, currencies } = rules;
  const { zones } = shipping;
  const zone = zones.find(({ id }) => id === zoneId);
  if (!zone) notFound();
  const problems = Pricing.problemsOf(rules).filter((problem) => zoneIn(problem)?.zone === zoneId);
  const seen = Admin.digestOf(Admin.zonePart(zone));
  return (
    <>
      <BackTo href="/admin/settings/shipping" label="Shipping" />
      <Title
        aside={
          mayChange && (
            <Link href={`${here}/methods/new`} className={buttonClasses()}>
              Add method
            </Link>
          )
        }
      >
        {zone.name}
      </Title>
      <div className="grid max-w-4xl gap-6">
        <JointProblems problems={problems} here={here} />
        <Methods zone={zone} currencies={currencies} mayChange={mayChange} />
        <ZoneForm
          action={saveZone}
          hidden={{ requestId: randomUUID(), zoneId }}
          values={zoneValues(zone)}
          seen={seen}
          mayChange={mayChange}
          button="Save"
          countries={placeChoices(zones, zoneId)}
        />
        {mayChange && zones.length > 1 && (
          <ActionForm
            action={removeZone}
            hidden={{ requestId: randomUUID(), zoneId, seen }}
            button="Remove this zone"
            look="quiet"
          />
        )}
      </div>
    </>
  );
}

type MethodsProps = { zone: ShippingZone; currencies: ShopCurrencies; mayChange: boolean };

function Methods({ zone: { id: zoneId, methods }, currencies, mayChange }: MethodsProps) {
  if (methods.length === 0)
    return <Empty>This zone has no method yet. Add one, so that shoppers there can order.</Empty>;
  return (
    <Table
      caption="Methods"
      columns={[
        { label: "Method" },
        { label: "Price" },
        { label: "Time on the way", wide: true },
        { label: "Order", right: true },
      ]}
    >
      {methods.map((method, i) => (
        <tr key={method.id}>
          <Cell>
            <Link
              href={`/admin/settings/shipping/zones/${zoneId}/methods/${method.id}`}
              className="text-link inline-block py-1 font-medium"
            >
              {method.name}
            </Link>{" "}
            {!method.active && <Badge>Paused</Badge>}
          </Cell>
          <Cell className="text-sm">
            {[tariffInWords(method, currencies), freeInWords(method, currencies)].filter(Boolean).join(", ")}
          </Cell>
          <Cell wide className="text-sm">
            {transitInWords(method)}
          </Cell>
          <Cell right>
            {mayChange && i > 0 ? (
              <ActionForm
                action={raiseMethod}
                hidden={{ requestId: randomUUID(), zoneId, methodId: method.id }}
                button={`Move ${method.name} up`}
                look="plain"
                className="justify-items-end text-sm"
              />
            ) : (
              i + 1
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
