import { Checkout } from "@securecart/core/checkout";
import { Search } from "@securecart/core/search";
import { product, readyCart } from "@securecart/core/test/fixtures";
import { milliseconds, percentile, report } from "./report";
import { measureRelevance } from "./search";

const orders = 40;
const rounds = 25;
const questions: Parameters<typeof Search.products>[0][] = [
  { q: "mug" },
  { q: "stonewear" },
  { q: "linen sheet" },
  { q: "wo" },
  { q: "xyzzyplugh" },
  { category: "clothing", sort: "price-asc" },
  { category: "clothing", inStock: true, filters: { color: ["Navy"] } },
  { sort: "newest", page: 3 },
];

export async function measureDomain(): Promise<void> {
  await measurePlace();
  await measureSearch();
  await measureRelevance();
}

async function measurePlace(): Promise<void> {
  const { sku } = await product({ stock: orders });
  const times: number[] = [];
  for (let made = 0; made < orders; made++) {
    const cartId = await readyCart({ sku });
    const { reviewed } = await Checkout.read({ cartId });
    times.push(await milliseconds(() => Checkout.place({ cartId, reviewed })));
  }
  report("place an order, p50", percentile(times, 0.5), "ms");
  report("place an order, p95", percentile(times, 0.95), "ms");
}

async function measureSearch(): Promise<void> {
  const { total } = await Search.products({}); // opens the index
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const question of questions) times.push(await milliseconds(() => Search.products(question)));
  }
  report("search, products", total, "products");
  report("search, p50", percentile(times, 0.5), "ms");
  report("search, p95", percentile(times, 0.95), "ms", { atMost: 50 });
}
