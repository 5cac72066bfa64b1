import { randomUUID } from "node:crypto";
import { type Miss, Search } from "@securecart/core/search";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Panel, Title } from "#app/(admin)/admin/_parts/title";
import { pinProducts, saveSynonyms, unpinProducts } from "./actions";

export const metadata: Metadata = { title: "Shop search" };

/** Number of searches in the report. */
const shownMisses = 100;

/** Renders what staff can do about the search of the shop: synonyms, pinned products, and what was not found. */
export default async function ShopSearchPage() {
  const { roles } = await requireStaff({ may: "catalog.read", from: "/admin/shop-search" });
  const [{ synonyms, pins, version }, misses] = await Promise.all([
    Search.tuning(),
    Search.misses({ limit: shownMisses }),
  ]);
  const mayEdit = Staff.may(roles, "catalog.edit");
  const seen = `${version}`;
  return (
    <>
      <Title>Shop search</Title>
      <p className="-mt-4 mb-6 max-w-prose text-muted">
        A change here reaches the shop within a minute. The search knows the usual English synonyms, plurals
        and typing errors by itself.
      </p>
      <div className="grid max-w-4xl gap-6">
        <Panel title="Synonyms">
          {mayEdit ? (
            <ActionForm
              action={saveSynonyms}
              hidden={{ requestId: randomUUID(), seen }}
              fields={[
                {
                  name: "synonyms",
                  label: "Your synonyms",
                  hint: "One group on each line. “sofa, couch”: both find the same. “hat > cap, beanie”: hat finds caps and beanies too. “couch ~ bench”: benches are offered when there is no couch.",
                  rows: 8,
                  maxLength: Search.mostTuning.synonyms,
                  value: synonyms,
                },
              ]}
              button="Save synonyms"
              done="Saved."
            />
          ) : (
            <pre className="whitespace-pre-wrap font-sans">
              {synonyms || "You have not added any synonyms."}
            </pre>
          )}
        </Panel>
        <Panel title="Pinned products">
          <Pins pins={pins} seen={seen} mayEdit={mayEdit} />
          {mayEdit && (
            <ActionForm
              action={pinProducts}
              hidden={{ requestId: randomUUID(), seen }}
              className="mt-5"
              fields={[
                {
                  name: "query",
                  label: "Search words",
                  required: true,
                  maxLength: 100,
                  hint: "For example: gift ideas",
                },
                {
                  name: "products",
                  label: "Products",
                  required: true,
                  maxLength: 1_000,
                  hint: "SKUs or the ends of product addresses, in order, with commas between them. They come first for this search.",
                },
              ]}
              button="Pin products"
              done="Pinned."
            />
          )}
        </Panel>
        <Panel title={`Searches without a match, last ${Search.missDays} days`}>
          <Misses misses={misses} />
        </Panel>
      </div>
    </>
  );
}

type PinsProps = { pins: Record<string, string[]>; seen: string; mayEdit: boolean };

async function Pins({ pins, seen, mayEdit }: PinsProps) {
  const entries = Object.entries(pins).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return <p className="text-muted">No search has pinned products yet.</p>;
  const names = await Search.named([...new Set(entries.flatMap(([, productIds]) => productIds))]);
  return (
    <ul aria-label="Pinned searches" className="divide-y divide-line">
      {entries.map(([query, productIds]) => (
        <li key={query} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
          <div>
            <Link href={`/search?${new URLSearchParams({ q: query })}`} className="text-link font-medium">
              {query}
            </Link>
            <p className="text-sm text-muted">
              {productIds.map((productId) => names.get(productId)?.name ?? "a new product").join(", ")}
            </p>
          </div>
          {mayEdit && (
            <ActionForm
              action={unpinProducts}
              hidden={{ requestId: randomUUID(), seen, query }}
              button={`Remove the pins of ${query}`}
              short="Remove"
              look="quiet"
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Misses({ misses }: { misses: Miss[] }) {
  if (misses.length === 0) return <Empty>Every search found something.</Empty>;
  return (
    <Table
      caption="Searches without a match"
      columns={[
        { label: "Search" },
        { label: "Times", right: true },
        { label: "Showed", wide: true },
        { label: "Last", wide: true },
      ]}
    >
      {misses.map(({ query, count, day, isNear }) => (
        <tr key={query}>
          <Cell>
            <Link href={`/search?${new URLSearchParams({ q: query })}`} className="text-link wrap-anywhere">
              {query}
            </Link>
          </Cell>
          <Cell right>{count}</Cell>
          <Cell wide>{isNear ? "Close matches" : "Nothing"}</Cell>
          <Cell wide>{day}</Cell>
        </tr>
      ))}
    </Table>
  );
}
