import type { Admin } from "@securecart/core/admin";
import { mostVariants } from "@securecart/core/catalog";
import { Money, type SaleCurrency, saleCurrencies } from "@securecart/core/money";
import { noTime, timeIn } from "#app/(admin)/admin/_parts/sent-form";

type Edit = Parameters<typeof Admin.saveProduct>[0];
type Wrong = Record<string, string>;

/** Most options of a form, and most values of an option. */
const mostOptions = 4;
const mostValues = 120;

/** Most pictures of a form. */
const mostPictures = 100;

/** Reads the product form. Collects an error by field for what is not a number, a price or a time. */
export function readForm(form: FormData, actor: string, zone: string): { edit: Edit; wrong: Wrong } {
  const wrong: Wrong = {};
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const price = (name: string, currency: SaleCurrency) => {
    const written = text(name).trim();
    if (written === "") return null;
    const amount = Money.minor(written, currency);
    if (amount === null) wrong[name] = `Enter an amount such as ${Money.decimal(1990, currency)}.`;
    return amount;
  };
  const prices = (name: string) =>
    Money.amountsFor(saleCurrencies, (currency) => price(`${name}.${currency}`, currency));
  const whole = (name: string, message: string) => {
    const written = text(name).trim() || "0";
    if (/^\d{1,7}$/.test(written)) return Number(written);
    wrong[name] = message;
    return 0;
  };
  const fieldsOf = (name: string) => ({
    sku: text(`${name}.sku`).trim(),
    barcode: text(`${name}.barcode`),
    prices: prices(`${name}.prices`),
    compareAt: prices(`${name}.compareAt`),
    weightGrams: whole(`${name}.weightGrams`, "Enter the weight in whole grams."),
  });
  const publishAt = timeIn({ publishAt: text("publishAt"), zone: text("zone") }, "publishAt", zone);
  if (publishAt === null) wrong.publishAt = noTime;
  const images = form.has("pictures") ? picturesOf(form, text) : undefined;
  const productId = text("productId");
  const taxClass = text("taxClass");
  const edit: Edit = {
    actor,
    requestId: text("requestId"),
    ...(productId && { productId, seen: whole("seen", "Open the product again.") }),
    name: text("name"),
    slug: text("slug").trim(),
    summary: text("summary"),
    description: text("description"),
    categorySlug: text("categorySlug"),
    brand: text("brand"),
    tags: text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
    seoTitle: text("seoTitle"),
    seoDescription: text("seoDescription"),
    status: text("status") as Edit["status"],
    publishAt: publishAt ?? undefined,
    ...(taxClass && { taxClass: taxClass as Edit["taxClass"] }),
    options: numbered(
      mostOptions,
      (i) => form.has(`options.${i}.name`),
      (i) => optionOf(text, form, i),
    ),
    ...(images && { images }),
    variants: numbered(
      2 * mostVariants,
      (i) => form.has(`variants.${i}.was`),
      (i) => ({
        ...fieldsOf(`variants.${i}`),
        was: text(`variants.${i}.was`),
        image: Math.max(0, images?.findIndex(({ key }) => key === text(`variants.${i}.image`)) ?? 0),
        isForSale: form.has(`variants.${i}.isForSale`),
      }),
    ),
    defaults: fieldsOf("defaults"),
    isFilled: form.has("isFilled"),
  };
  return { edit, wrong };
}

/** Reads the pictures in their order, then those that were added without JavaScript. */
function picturesOf(form: FormData, text: (name: string) => string) {
  const listed = numbered(
    mostPictures,
    (i) => form.has(`images.${i}.key`),
    (i) => ({
      key: text(`images.${i}.key`),
      alt: text(`images.${i}.alt`),
      place: placeOf(Number(text(`images.${i}.position`)) || i + 1, i + 1),
      isRemoved: form.has(`images.${i}.isRemoved`),
    }),
  );
  const added = [...form].flatMap(([name, value]) =>
    /^add\.\d+$/.test(name) && typeof value === "string" ? [{ key: value, alt: "" }] : [],
  );
  return [
    ...listed
      .filter(({ isRemoved }) => !isRemoved)
      .sort((a, b) => a.place - b.place)
      .map(({ key, alt }) => ({ key, alt })),
    ...added,
  ];
}

/** Returns the place of a picture whose number was changed: beyond the one that had the number. */
const placeOf = (position: number, before: number) => position + 0.5 * Math.sign(position - before);

function optionOf(text: (name: string) => string, form: FormData, i: number) {
  const known = numbered(
    mostValues,
    (k) => form.has(`options.${i}.values.${k}.was`),
    (k) => ({
      was: text(`options.${i}.values.${k}.was`),
      value: text(`options.${i}.values.${k}.value`),
    }),
  );
  const added = text(`options.${i}.add`)
    .split(",")
    .map((value) => value.trim())
    .filter(Boolean)
    .slice(0, mostValues);
  return {
    was: text(`options.${i}.was`),
    name: text(`options.${i}.name`),
    values: [...known, ...added.map((value) => ({ was: "", value }))],
  };
}

/** Reads numbered parts of a form until one is missing. */
function numbered<Part>(most: number, has: (i: number) => boolean, read: (i: number) => Part): Part[] {
  const parts: Part[] = [];
  while (parts.length < most && has(parts.length)) parts.push(read(parts.length));
  return parts;
}

/** Returns the errors of a refused edit by the names of the form's fields. */
export function fieldNames(issues: { path: PropertyKey[]; message: string }[], form: FormData): Wrong {
  const wrong: Wrong = {};
  for (const { path, message } of issues) {
    const name = path.map(String).join(".");
    const [, option] = /^options\.(\d+)\./.exec(name) ?? [];
    const shown = form.has(name) || !option ? name : `options.${option}.add`;
    wrong[shown] ??= message;
  }
  return wrong;
}
