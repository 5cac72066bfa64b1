import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { FindForm } from "#app/(admin)/admin/_parts/find-form";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { findStock } from "./find";

export const metadata: Metadata = { title: "Stock" };

const columns = [
  { label: "SKU" },
  { label: "Product", wide: true },
  { label: "On hand", right: true },
  { label: "Available", right: true },
  { label: "Held", right: true, wide: true },
  { label: "Allocated", right: true, wide: true },
];

export default async function StockPage({ searchParams }: PageProps<"/admin/stock">) {
  await requireStaff({ may: "stock.read", from: "/admin/stock" });
  const { q } = await searchParams;
  const words = typeof q === "string" ? q.trim().slice(0, 100) : "";
  const rows = words ? await findStock(words) : [];
  return (
    <>
      <Title
        aside={
          <FindForm
            action="/admin/stock"
            label="Find a SKU"
            placeholder="SKU or product name"
            value={words}
          />
        }
      >
        Stock
      </Title>
      {rows.length > 0 ? (
        <Table caption={`Stock of products that match “${words}”`} columns={columns}>
          {rows.map(({ sku, name, title, onHand, available, held, allocated }) => (
            <tr key={sku}>
              <Cell>
                <Link
                  href={`/admin/stock/${encodeURIComponent(sku)}`}
                  className="text-link font-medium break-all"
                >
                  {sku}
                </Link>
                <span className="block text-sm text-muted md:hidden">
                  {[name, title].filter(Boolean).join(", ")}
                </span>
              </Cell>
              <Cell wide>
                {name}
                {title && <span className="block text-sm text-muted">{title}</span>}
              </Cell>
              <Cell right>{onHand}</Cell>
              <Cell right className={available === 0 ? "font-medium text-danger" : ""}>
                {available}
              </Cell>
              <Cell right wide>
                {held}
              </Cell>
              <Cell right wide>
                {allocated}
              </Cell>
            </tr>
          ))}
        </Table>
      ) : (
        <Empty>
          {words ? "No product matches these words." : "Find a SKU by its code or by the product's name."}
        </Empty>
      )}
    </>
  );
}
