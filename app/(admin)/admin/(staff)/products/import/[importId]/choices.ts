export const taxClassNames = { standard: "Standard", reduced: "Reduced", zero: "Zero" };

type FieldGroup = { name: string; fields: [string, string][] };

/** Returns the fields that a column can hold in a shop with these currencies, as the form groups them. */
export const fieldGroups = (currencies: readonly string[]): FieldGroup[] => [
  {
    name: "Product columns",
    fields: [
      ["handle", "Address (slug or handle)"],
      ["title", "Title"],
      ["status", "Status"],
      ["published", "Published"],
      ["summary", "Summary"],
      ["description", "Description"],
      ["category", "Category"],
      ["brand", "Brand"],
      ["tags", "Tags"],
      ["featured", "Featured"],
      ["images", "Pictures"],
      ["imageAlt", "Alt texts of pictures"],
      ["imagePosition", "Position of the picture"],
      ["seoTitle", "SEO title"],
      ["seoDescription", "SEO description"],
    ],
  },
  {
    name: "Variant columns",
    fields: [
      ["sku", "SKU"],
      ["price", "Price"],
      ["salePrice", "Sale price"],
      ["compareAt", "Compare-at price"],
      ...currencies.flatMap((currency): FieldGroup["fields"] => [
        [`price${currency}`, `Price in ${currency}`],
        [`compareAt${currency}`, `Compare-at price in ${currency}`],
      ]),
      ["optionName1", "Name of option 1"],
      ["optionValue1", "Value of option 1"],
      ["optionName2", "Name of option 2"],
      ["optionValue2", "Value of option 2"],
      ["optionName3", "Name of option 3"],
      ["optionValue3", "Value of option 3"],
      ["barcode", "Barcode"],
      ["weight", "Weight"],
      ["taxClass", "Tax class"],
      ["stock", "Stock"],
      ["variantImage", "Picture of the variant"],
    ],
  },
];

/** Returns the fields of the rates in a shop with these currencies: one of two currencies needs no name. */
export const rateFields = (currencies: readonly string[]): [string, string][] =>
  currencies.length === 2 ? [["rate", "Rate"]] : currencies.map((one) => [`rate${one}`, `Rate of ${one}`]);
