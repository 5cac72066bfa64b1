import { Field, Select } from "./ui/field";

/** What the parts of an address are called, beside their fields and in a summary of errors. */
export const addressLabels = {
  country: "Country",
  line1: "Street and number",
  line2: "Apartment, floor",
  postalCode: "Postal code",
  city: "City",
  region: "State or region",
};

type Part = keyof typeof addressLabels;
type FieldProps = { name: string; label: string; defaultValue: string; error?: string | undefined };

type AddressFieldsProps = {
  /** What a form knows of a field: its label, its value and what is wrong with it. */
  field: (name: Part) => FieldProps;
  countries: { code: string; name: string }[];
};

/** The fields of an address, for a grid of two columns. */
export function AddressFields({ field, countries }: AddressFieldsProps) {
  return (
    <>
      <Select {...field("country")} autoComplete="country" required className="sm:col-span-2">
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <Field {...field("line1")} autoComplete="address-line1" required className="sm:col-span-2" />
      <Field {...field("line2")} autoComplete="address-line2" className="sm:col-span-2" />
      <Field {...field("postalCode")} autoComplete="postal-code" required />
      <Field {...field("city")} autoComplete="address-level2" required />
      <Field
        {...field("region")}
        autoComplete="address-level1"
        hint="In the United States two letters, like CA."
        className="sm:col-span-2"
      />
    </>
  );
}
