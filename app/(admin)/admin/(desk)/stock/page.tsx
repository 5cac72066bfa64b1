import type { Metadata } from "next";
import { Link } from "../../../../_components/link";
import { requireStaff } from "../../../../_lib/staff-session";
import { FindForm } from "../../_parts/find-form";
import { Cell, Empty, Table } from "../../_parts/table";
import { Title } from "../../_parts/title";
import { findStock } from "./find";

export const metadata: Metadata = { title: "Stock" };

const columns = [{ label: "SKU" }, { label: "Product" }, { label: "Available", right: true }];

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
        <Table caption={`Stock of what fits “${words}”`} columns={columns}>
          {rows.map(({ sku, name, title, available }) => (
            <tr key={sku}>
              <Cell>
                <Link
                  href={`/admin/stock/${encodeURIComponent(sku)}`}
                  className="text-link font-medium break-all"
                >
                  {sku}
                </Link>
              </Cell>
              <Cell>
                {name}
                {title && <span className="block text-sm text-muted">{title}</span>}
              </Cell>
              <Cell right className={available === 0 ? "font-medium text-danger" : ""}>
                {available}
              </Cell>
            </tr>
          ))}
        </Table>
      ) : (
        <Empty>
          {words ? "Nothing fits these words." : "Find a SKU by its code, or by the product's name."}
        </Empty>
      )}
    </>
  );
}
