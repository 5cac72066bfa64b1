import { randomUUID } from "node:crypto";
import { Admin } from "@securecart/core/admin";
import { Place } from "@securecart/core/place";
import { Pricing, type Rules } from "@securecart/core/pricing";
import { Settings, taxTemplates } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { buttonClasses } from "#app/_components/ui/button";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { areaIn, JointProblems } from "../_parts/joint-problems";
import { LastChange } from "../_parts/last-change";
import { applyTemplate, saveRegistrations } from "./actions";
import { RegistrationsForm } from "./registrations-form";
import { areaOptions, registrationOptions, registrationValues } from "./values";
import { percent } from "./words";

export const metadata: Metadata = { title: "Taxes" };

const here = "/admin/settings/taxes";

/** Renders the registrations and the rates of each area, and what does not fit together. */
export default async function TaxesPage() {
  const { roles } = await requireStaff({ may: "settings.read", from: here });
  const mayChange = Staff.may(roles, "settings.change");
  const [all, { last }] = await Promise.all([Settings.all(), Settings.current("taxes")]);
  const rules = Pricing.rulesIn(all);
  const registrations = Admin.registrationPart(rules.taxes);
  const problems = Pricing.problemsOf(rules).filter(
    (problem) => problem.about === "taxes" || areaIn(problem),
  );
  return (
    <>
      <Title
        aside={
          mayChange && (
            <Link href={`${here}/areas/new`} className={buttonClasses()}>
              Add area
            </Link>
          )
        }
      >
        Taxes
      </Title>
      <div className="grid max-w-5xl gap-6">
        <p className="text-muted">
          Where you are registered, and the rates that you charge. Orders keep the tax that they were placed
          with. The rates of a template are a start: compare them with those of the tax authority.
        </p>
        <JointProblems problems={problems} here={here} />
        <Rates rules={rules} />
        {mayChange && (
          <FormSection
            title="Templates"
            hint="Add the rates and registrations that are missing. What you have stays as it is."
          >
            <div className="flex flex-wrap gap-3">
              {(["europe", "states"] as const).map((template) => (
                <ActionForm
                  key={template}
                  action={applyTemplate}
                  hidden={{ requestId: randomUUID(), template }}
                  button={`Apply “${taxTemplates[template].name}”`}
                  look="quiet"
                  done="Added what was missing."
                />
              ))}
            </div>
          </FormSection>
        )}
        <RegistrationsForm
          action={saveRegistrations}
          hidden={{ requestId: randomUUID() }}
          values={registrationValues(registrations)}
          seen={Admin.digestOf(registrations)}
          mayChange={mayChange}
          button="Save"
          homes={areaOptions()}
          areas={registrationOptions()}
        />
        <LastChange group="taxes" last={last} mayChange={mayChange} />
      </div>
    </>
  );
}

function Rates({ rules: { taxes, timeZone, at } }: { rules: Rules }) {
  const today = Pricing.localTime(at, timeZone).day;
  const areas = taxes.areas
    .map((entry) => ({ ...entry, name: Place.nameOf(entry.area) ?? entry.area }))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (areas.length === 0) return <Empty>No tax is charged yet. Add an area, or apply a template.</Empty>;
  return (
    <Table
      caption="Tax rates"
      columns={[
        { label: "Area" },
        { label: "Standard", right: true },
        { label: "Reduced", right: true },
        { label: "Prices", wide: true },
        { label: "Coming", wide: true },
      ]}
    >
      {areas.map(({ area, name, rates, inclusive }) => {
        const now = Pricing.currentRate(rates, today);
        const coming = rates
          .filter(({ from }) => from !== null && from > today)
          .sort((a, b) => (a.from ?? "").localeCompare(b.from ?? ""))[0];
        return (
          <tr key={area}>
            <Cell>
              <Link href={`${here}/areas/${area}`} className="text-link inline-block py-1 font-medium">
                {name}
              </Link>
            </Cell>
            <Cell right>{now ? percent(now.standard) : <Badge>Not yet</Badge>}</Cell>
            <Cell right>{now ? percent(now.reduced) : ""}</Cell>
            <Cell wide className="text-sm">
              {inclusive ? "Contain the tax" : "Tax is added"}
            </Cell>
            <Cell wide className="text-sm">
              {coming && `${percent(coming.standard)} from ${coming.from}`}
            </Cell>
          </tr>
        );
      })}
    </Table>
  );
}
