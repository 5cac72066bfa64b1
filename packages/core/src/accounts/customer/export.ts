import { Dynamo } from "#platform/dynamo";
import { CustomerEntity } from "./customer.entity";

type Key = Record<string, unknown>;

/**
 * Returns the customers in the next part of the table, and where to go on; null after the last. Customers have no index that
 * lists them all, so this reads the whole table in the end: for jobs.
 */
export async function scanPart(from: Key | null, limit: number) {
  const { items, next } = await Dynamo.scanPart(from, limit);
  const customers = items.flatMap((item) => {
    if (Dynamo.entityOf(item) !== "customer") return [];
    const { data } = CustomerEntity.parse({ Item: item });
    if (!data) return [];
    const { customerId, email, name, phone, createdAt } = data;
    return { customerId, email, name, phone, createdAt };
  });
  return { customers, next };
}
