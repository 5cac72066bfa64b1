import { expect, test } from "vitest";
import { csv, read } from "#test/read-catalog";

test("an export of Vendure has options, facets, tax names and columns with a language", () => {
  const { mapping, drafts } = read(
    csv(
      [
        "name:en",
        "slug:en",
        "description:en",
        "assets",
        "facets",
        "optionGroups:en",
        "optionValues:en",
        "sku",
        "price",
        "taxCategory",
        "stockOnHand",
        "trackInventory",
        "variantAssets",
        "variantFacets",
      ],
      [
        "Laptop",
        "laptop",
        "<p>Fast</p>",
        "https://cdn.example/l.jpg|local.jpg",
        "category:Computers|brand:Apple|color:grey",
        "size|RAM",
        "13|8",
        "L-1",
        "1299.00",
        "reduced tax",
        "5",
        "false",
        "",
        "weight:light",
      ],
      ["", "", "", "", "", "", "15|8", "L-2", "1399.00", "Luxury", "5", "", "https://cdn.example/15.jpg", ""],
      ["", "", "", "", "", "", "15", "L-3", "1", "", "", "", "", ""],
    ),
    { withStock: true },
  );
  expect(mapping.system).toBe("vendure");
  expect(drafts).toMatchObject([
    {
      slug: "laptop",
      brand: "Apple",
      category: { path: ["Computers"] },
      tags: ["grey", "light"],
      options: [{ name: "size", values: ["13", "15"] }, { name: "RAM" }],
      images: [{ url: "https://cdn.example/l.jpg" }, { url: "https://cdn.example/15.jpg" }],
      variants: [
        { sku: "L-1", taxClass: "reduced" },
        { sku: "L-2", taxClass: "standard", image: 1 },
        { sku: "L-3" },
      ],
      problems: ["Line 4 has 1 of 2 option values. Separate them with |, one for each option."],
    },
  ]);
});
