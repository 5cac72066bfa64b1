import { type SaleCurrency, saleCurrencies } from "@securecart/core/money";
import { type CSSProperties, Fragment } from "react";
import { classes } from "#app/_components/ui/classes";
import type { FormPicture, FormProduct, FormVariant } from "./form-product";
import type { FormState } from "./form-state";
import { SmallField, smallControl } from "./small-field";

type Props = {
  product: FormProduct;
  pictures: FormPicture[];
  state: FormState;
  currencies: SaleCurrency[];
};

const columns =
  "lg:grid-cols-[2.5rem_minmax(7rem,1.4fr)_minmax(9rem,1.6fr)_minmax(7rem,1fr)_repeat(var(--numbers),minmax(4.5rem,0.7fr))_5rem]";

/** Returns the number of columns with numbers: two prices in each currency, and the weight. */
const numbersOf = (currencies: SaleCurrency[]) =>
  ({ "--numbers": 2 * currencies.length + 1 }) as CSSProperties;

const headingsOf = (currencies: SaleCurrency[]) => [
  ...["Sell", "Variant", "SKU", "Barcode", ...currencies],
  ...[...currencies.map((one) => `Was ${one}`), "Grams", "Picture"],
];

/** Renders one row of fields for each variant; on a phone each variant is a block with labels. */
export function VariantRows({ product, pictures, state, currencies }: Props) {
  return (
    <div style={numbersOf(currencies)} className={classes(currencies.length > 2 && "overflow-x-auto")}>
      <div
        aria-hidden="true"
        className={classes("hidden gap-2 border-b border-edge pb-1 text-sm text-muted lg:grid", columns)}
      >
        {headingsOf(currencies).map((heading) => (
          <span key={heading}>{heading}</span>
        ))}
      </div>
      <ul className="divide-y divide-line">
        {product.variants.map((variant, row) => (
          <VariantRow key={variant.sku} {...{ variant, row, state, currencies }} images={pictures} />
        ))}
      </ul>
    </div>
  );
}

type RowProps = Pick<Props, "state" | "currencies"> & {
  variant: FormVariant;
  row: number;
  images: FormPicture[];
};

function VariantRow({ variant, row, state, images, currencies }: RowProps) {
  const at = `variants.${row}`;
  const { sku, title } = variant;
  const name = title || sku;
  const field = (of: string, label: string, stored = "") => ({
    inRow: true,
    label,
    name: `${at}.${of}`,
    "aria-label": `${label}, ${name}`,
    defaultValue: state.value(`${at}.${of}`, stored),
    error: state.error(`${at}.${of}`),
  });
  const numbers = [
    ...currencies.map((one) => [`prices.${one}`, `Price in ${one}`, variant.prices[one]] as const),
    ...currencies.map((one) => [`compareAt.${one}`, `Compare at, ${one}`, variant.compareAt[one]] as const),
    ["weightGrams", "Grams", variant.weightGrams] as const,
  ];
  const kept = saleCurrencies.filter(
    (one) => !currencies.includes(one) && (variant.prices[one] || variant.compareAt[one]),
  );
  return (
    <li className={classes("grid grid-cols-2 items-start gap-2 py-3 lg:py-1", columns)}>
      <input type="hidden" name={`${at}.was`} value={sku} />
      {/* Prices in a currency that the shop does not use stay as they are. */}
      {kept.map((one) => (
        <Fragment key={one}>
          <input type="hidden" name={`${at}.prices.${one}`} value={variant.prices[one] ?? ""} />
          <input type="hidden" name={`${at}.compareAt.${one}`} value={variant.compareAt[one] ?? ""} />
        </Fragment>
      ))}
      <label className="order-2 flex min-h-9 items-center gap-2 lg:order-none">
        <input
          type="checkbox"
          id={`${at}.isForSale`}
          name={`${at}.isForSale`}
          defaultChecked={state.checked(`${at}.isForSale`, variant.isForSale)}
          aria-label={`For sale, ${name}`}
          className="size-5 accent-accent"
        />
        <span className="lg:sr-only">For sale</span>
      </label>
      <p className="order-1 font-medium break-words lg:order-none lg:py-1.5">{title || "Only variant"}</p>
      <div className="order-3 col-span-2 lg:order-none lg:col-span-1">
        <SmallField maxLength={60} {...field("sku", "SKU", sku)} />
      </div>
      <div className="order-3 col-span-2 lg:order-none lg:col-span-1">
        <SmallField maxLength={60} {...field("barcode", "Barcode", variant.barcode)} />
      </div>
      {numbers.map(([of, label, stored]) => (
        <SmallField
          key={of}
          className="order-3 lg:order-none"
          inputMode={of === "weightGrams" ? "numeric" : "decimal"}
          {...field(of, label, stored)}
        />
      ))}
      <label className="order-3 grid gap-0.5 lg:order-none">
        <span className="text-sm text-muted lg:sr-only">Picture</span>
        <select
          id={`${at}.image`}
          name={`${at}.image`}
          defaultValue={state.value(`${at}.image`, variant.image)}
          aria-label={`Picture, ${name}`}
          className={smallControl}
        >
          {images.length === 0 && <option value="">None</option>}
          {images.map(({ key, alt }, i) => (
            <option key={key} value={key}>
              {alt ? `${i + 1}: ${alt}` : i + 1}
            </option>
          ))}
        </select>
      </label>
    </li>
  );
}
