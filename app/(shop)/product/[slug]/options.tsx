import { Catalog, type Variant } from "@securecart/core/catalog";
import { type Image, SmallPicture } from "#app/_components/picture";
import { classes } from "#app/_components/ui/classes";
import { productUrl } from "#app/_lib/product-url";
import type { Found, UrlOf } from "./find";
import { OptionLink } from "./option-link";
import { SizeHelp } from "./size-help";

const shape = "inline-flex min-h-11 min-w-11 items-center justify-center rounded-control border px-4 py-2";

/** Renders the options. Each value links to its variant; a combination that does not exist is shown disabled. */
export function Options({ product, variants, stock, chosen, urlOf = productUrl }: Found & { urlOf?: UrlOf }) {
  return product.options.map(({ name, values }, option) => {
    const pictures = Catalog.picturesOf(name, values, variants);
    return (
      <div key={name}>
        <h2 className="font-sans text-base font-medium">
          {name}: <span className="font-normal text-muted">{chosen.options[name]}</span>
        </h2>
        <ul aria-label={name} className="mt-2 flex flex-wrap gap-2">
          {values.map((value, place) => {
            const variant = variants.find((other) => agrees(other, { ...chosen.options, [name]: value }));
            return (
              <li key={value}>
                {variant ? (
                  <Value
                    id={`option-${option}-${place}`}
                    value={value}
                    url={urlOf(variant)}
                    on={variant === chosen}
                    left={stock[variant.sku]}
                    swatch={product.images[pictures?.[place] ?? -1]}
                  />
                ) : (
                  <Missing value={value} />
                )}
              </li>
            );
          })}
        </ul>
        {/^sizes?$/i.test(name) && <SizeHelp product={product} values={values} />}
      </div>
    );
  });
}

function Swatch({ image }: { image: Image }) {
  return (
    <span className="mr-2 -ml-1.5 size-7 shrink-0 overflow-hidden rounded-full border border-line bg-sunken">
      <SmallPicture image={image} pixels={28} className="size-full scale-150" />
    </span>
  );
}

/** Renders a disabled link as ARIA defines it: screen readers read it, and the Tab key skips it. */
function Missing({ value }: { value: string }) {
  return (
    // biome-ignore lint/a11y: see above
    <span
      role="link"
      aria-disabled="true"
      className={classes(shape, "cursor-not-allowed border-dashed border-edge text-muted line-through")}
    >
      {value}
      <span className="sr-only">, not available in this combination</span>
    </span>
  );
}

type ValueProps = {
  id: string;
  value: string;
  url: string;
  on: boolean;
  left: number | undefined;
  swatch: Image | undefined;
};

function Value({ id, value, url, on, left = 0, swatch }: ValueProps) {
  return (
    <OptionLink
      id={id}
      href={url}
      aria-current={on || undefined}
      className={classes(
        shape,
        on
          ? "border-accent bg-accent-soft font-medium ring-1 ring-accent"
          : "border-edge bg-surface hover:border-ink",
        left === 0 && "border-dashed text-muted",
      )}
    >
      {swatch && <Swatch image={swatch} />}
      {value}
      {left === 0 && <span className="ml-1.5 text-sm">(sold out)</span>}
    </OptionLink>
  );
}

const agrees = ({ options }: Variant, wanted: Record<string, string>) =>
  Object.entries(wanted).every(([name, value]) => options[name] === value);
