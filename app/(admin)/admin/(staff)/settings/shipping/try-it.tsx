import { Money, type SaleCurrency, type ShopCurrencies } from "@securecart/core/money";
import { Place } from "@securecart/core/place";
import { type Estimate, homeCountry, Pricing, type Rules } from "@securecart/core/pricing";
import { Button } from "#app/_components/ui/button";
import { Field, Select } from "#app/_components/ui/field";
import { Options } from "#app/(admin)/admin/_parts/controls";
import { currencyOptions } from "#app/(admin)/admin/_parts/currency-fields";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { ratesInWords } from "../taxes/words";

export type Trial = {
  country: string;
  postcode: string;
  /** Kilograms and amount as typed. */
  weight: string;
  subtotal: string;
  currency: SaleCurrency;
};

/** Reads the form from the address of the page; null when it was not sent. */
export function readTrial(
  params: Record<string, string | string[] | undefined>,
  currencies: ShopCurrencies,
): Trial | null {
  const text = (name: string) => String(params[name] ?? "").slice(0, 40);
  if (Place.countryOf(text("country")) !== text("country")) return null;
  return {
    country: text("country"),
    postcode: text("postcode"),
    weight: text("weight"),
    subtotal: text("subtotal"),
    currency: currencies.find((currency) => currency === params.currency) ?? currencies[0],
  };
}

type TryItProps = { rules: Rules; trial: Trial | null };

/** Renders a form that shows what a shopper in a place would be offered. It sends a GET request, so it needs no action. */
export function TryIt({ rules, trial }: TryItProps) {
  const [currency] = rules.currencies;
  const country = homeCountry(rules.shipping) ?? "US";
  const shown = trial ?? {
    country,
    postcode: "",
    weight: "1",
    subtotal: Money.decimal(5000, currency),
    currency,
  };
  const field = (name: keyof Trial, label: string) => ({
    name,
    label,
    defaultValue: shown[name],
    autoComplete: "off",
  });
  return (
    <div id="try">
      <FormSection
        title="Try it"
        hint="Shows what a shopper would be offered now, with what is saved. Nothing is ordered."
      >
        <form action="#try" className="grid gap-4">
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-5">
            <Select {...field("country", "Country")} required>
              {Place.countryList.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
            <Field {...field("postcode", "Postcode")} maxLength={12} />
            <Field {...field("weight", "Weight (kg)")} inputMode="decimal" required maxLength={8} />
            <Field {...field("subtotal", "Subtotal")} inputMode="decimal" required maxLength={12} />
            <Select {...field("currency", "Currency")} required>
              <Options options={currencyOptions(rules.currencies)} />
            </Select>
          </div>
          <Button look="quiet" className="justify-self-start">
            Show the offer
          </Button>
        </form>
        {trial && <Result rules={rules} trial={trial} />}
      </FormSection>
    </div>
  );
}

function Result({ rules, trial }: { rules: Rules; trial: Trial }) {
  const kilograms = Number(trial.weight.replace(",", "."));
  const subtotal = Money.minor(trial.subtotal, trial.currency);
  if (!(kilograms >= 0 && kilograms < 100_000) || subtotal === null)
    return (
      <p className="font-medium text-danger">
        Enter a weight such as 1.5 and a subtotal such as {Money.decimal(5000, trial.currency)}.
      </p>
    );
  const { country, postcode, currency } = trial;
  const grams = Math.round(kilograms * 1000);
  const found = Pricing.estimate({ rules, country, postcode, currency, subtotal, grams });
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      <p>
        Delivered to <strong>{found.name}</strong>
        {found.zone ? `, in the zone ${found.zone}.` : ", which is in no zone."}
        {!found.isExact && postcode && " There is no such postcode, so the country decides."}
      </p>
      <Offer found={found} currency={currency} />
      <p>
        Tax: {ratesInWords(found.tax.rates)}
        {found.tax.rates.standard > 0 &&
          (found.tax.inclusive ? ", contained in prices" : ", added to prices")}
        .
      </p>
    </div>
  );
}

function Offer({ found, currency }: { found: Estimate; currency: Trial["currency"] }) {
  if (found.options.length === 0)
    return (
      <p className="font-medium text-warning">
        {found.zone
          ? "No method takes this parcel: it is too heavy, or has no price in this currency."
          : "We do not deliver there."}
      </p>
    );
  return (
    <ul className="divide-y divide-line border-y border-line">
      {found.options.map(({ id, label, description, amount, promise }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-6 py-1.5">
          <span>
            <span className="font-medium">{label}</span>
            {description && <span className="text-muted">, {description}</span>}
            {promise && <span className="block text-sm">Arrives {Pricing.formatPromise(promise)}</span>}
          </span>
          <span className="tabular-nums">{amount === 0 ? "Free" : Money.format(amount, currency)}</span>
        </li>
      ))}
    </ul>
  );
}
