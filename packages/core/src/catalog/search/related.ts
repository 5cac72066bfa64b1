import type { DatabaseSync } from "node:sqlite";
import type { SaleCurrency } from "../catalog";
import { columnsOf, priceColumn } from "./columns";
import { statement } from "./match";

/** Worth of the same category, and of each tag in common, against a price that is far away, which costs 2 at most. */
const worth = { category: 2, tag: 1 };

type Question = { productId: string; currency: SaleCurrency; limit: number };

/**
 * Returns the ids of available products that share the category or a tag with a product, the most alike first: by category,
 * tags and nearness in price.
 */
export function relatedTo(database: DatabaseSync, { productId, currency, limit }: Question): string[] {
  const price = priceColumn(columnsOf(database).prices, currency);
  const rows = statement(
    database,
    `WITH own AS (SELECT p.id, p.category, ${price} AS price FROM product p WHERE p.productId = ?),
      tagged AS (SELECT product AS id, count(*) AS tags FROM tag
        WHERE tag IN (SELECT tag FROM tag JOIN own ON own.id = tag.product) GROUP BY product),
      candidate AS (SELECT product.id FROM product JOIN own USING (category) UNION SELECT id FROM tagged)
    SELECT p.productId FROM candidate JOIN product p USING (id) JOIN own LEFT JOIN tagged USING (id)
    WHERE p.id <> own.id AND p.status = 'active' AND p.inStock = 1 AND ${price} > 0
    ORDER BY ${worth.category} * (p.category = own.category) + ${worth.tag} * coalesce(tagged.tags, 0)
        - 2.0 * abs(${price} - own.price) / max(${price}, own.price, 1) DESC,
      p.publishedAt DESC, p.id
    LIMIT ?`,
  ).all(productId, limit);
  return rows.map((row) => String(row.productId));
}
