import { Search } from "@securecart/core/search";
import { baseCatalog } from "../packages/local/src/seed/build";
import { writeCategories, writeProducts } from "../packages/local/src/seed/write";

/** Enough goods to have shelves, without their pictures: each page more makes the build slower and says nothing new. */
const base = baseCatalog();
await writeCategories(base.categories);
await writeProducts(base.products.filter((_, index) => index % 4 === 0));
await Search.rebuild();
