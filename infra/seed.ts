import { Dictionary } from "@securecart/core/dictionary";
import { Search } from "@securecart/core/search";
import { baseCatalog } from "../packages/local/src/seed/build";
import { writeCategories, writeProducts } from "../packages/local/src/seed/write";

/** A quarter of the catalog without pictures: more pages would only slow the build. */
const base = baseCatalog();
await writeCategories(base.categories);
await writeProducts(base.products.filter((_, index) => index % 4 === 0));
await Search.rebuild(Dictionary.englishWords);
