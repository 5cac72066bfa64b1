import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import type { ShopCurrencies } from "@securecart/core/money";
import { Pricing } from "@securecart/core/pricing";
import { Settings, type ShippingZone } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { JointProblems, zoneIn } from "../_parts/joint-problems";
import { LastChange } from "../_parts/last-change";
import { saveCalendar } from "./actions";
import { CalendarForm } from "./calendar-form";
import { readTrial, TryIt } from "./try-it";
import { placesInWords, tariffInWords } from "./words";
import { calendarValues, placeChoices } from "./zone-values";

export const metadata: Metadata = { title: "Shipping" };

const here = "/admin/settings/shipping";

/** Renders the zones with their methods, when orders leave, what does not fit together, and a form to try it. */
export default async function ShippingPage({ searchParams }: PageProps<"/admin/settings/shipping">) {
  const { roles } = await requireStaff({ may: "settings.read", from: here });
  const mayChange = Staff.may(roles, "settings.change");
  const [all, { last }, params] = await Promise.all([
    Settings.all(),
    Settings.current("shipping"),
    searchParams,
  ]);
  const rules = Pricing.rulesIn(all);
  const { shipping, timeZone } = rules;
  const calendar = Admin.calendarPart(shipping);
  const problems = Pricing.problemsOf(rules).filter(
    (problem) => problem.about === "zones" || zoneIn(problem),
  );
  return (
    <>
      <Title
        aside={
          mayChange && (
            <Link href={`${here}/zones/new`} className={buttonClasses()}>
              Add zone
            </Link>
          )
        }
      >
        Shipping
      </Title>
      <div className="grid max-w-5xl gap-6">
        <p className="text-muted">
          Where you deliver, what it costs and how long it takes. Shoppers see a change within two seconds;
          one who is reviewing an order sees the new amount before paying.
        </p>
        <JointProblems problems={problems} here={here} />
        <Zones zones={shipping.zones} currencies={rules.currencies} />
        <TryIt rules={rules} trial={readTrial(params, rules.currencies)} />
        <CalendarForm
          action={saveCalendar}
          hidden={{ requestId: randomUUID() }}
          values={calendarValues(shipping)}
          seen={Admin.digestOf(calendar)}
          mayChange={mayChange}
          button="Save"
          countries={placeChoices([])}
          timeZone={timeZone}
        />
        <LastChange group="shipping" last={last} mayChange={mayChange} />
      </div>
    </>
  );
}

function Zones({ zones, currencies }: { zones: ShippingZone[]; currencies: ShopCurrencies }) {
  return (
    <Table
      caption="Zones"
      columns={[{ label: "Zone" }, { label: "Places", wide: true }, { label: "Methods" }]}
    >
      {zones.map((zone) => (
        <tr key={zone.id}>
          <Cell>
            <Link href={`${here}/zones/${zone.id}`} className="text-link inline-block py-1 font-medium">
              {zone.name}
            </Link>
          </Cell>
          <Cell wide className="text-sm">
            {placesInWords(zone)}
          </Cell>
          <Cell className="text-sm">
            {zone.methods.length === 0 && <Badge tone="warning">No method yet</Badge>}
            <ul>
              {zone.methods.map((method) => (
                <li key={method.id}>
                  {method.name}, {tariffInWords(method, currencies)} {!method.active && <Badge>Paused</Badge>}
                </li>
              ))}
            </ul>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
