export const currencies = { USD: "USD", EUR: "EUR" };

export const taxClassNames = { standard: "Standard", reduced: "Reduced", zero: "Zero" };

/** Fields that a column can hold, as the form groups them. */
export const fieldGroups: { name: string; fields: [string, string][] }[] = [
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
      ["priceUSD", "Price in USD"],
      ["compareAtUSD", "Compare-at price in USD"],
      ["priceEUR", "Price in EUR"],
      ["compareAtEUR", "Compare-at price in EUR"],
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
