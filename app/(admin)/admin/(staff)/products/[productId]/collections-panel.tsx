import { randomUUID } from "node:crypto";
import type { Product } from "@securecart/core/catalog";
import { Collection } from "@securecart/core/collection";
import { Link } from "#app/_components/link";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { chooseCollections } from "../../collections/actions";

/** Renders the collections that a product is in by their rules, and those that it can be put in. One request, and cached ones. */
export async function CollectionsPanel({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const rows = (await Collection.list({})).filter(({ status }) => status !== "archived");
  const byRule = rows.filter(({ rule }) => rule);
  const byHand = rows.filter(({ rule }) => !rule);
  const fitting = new Set((await Collection.matcher(byRule, { isRecent: true }))(product));
  const own = byRule.filter(({ collectionId }) => fitting.has(collectionId));
  return (
    <Panel title="Collections">
      {rows.length === 0 && <p className="text-muted">There are no collections yet.</p>}
      {own.length > 0 && (
        <p className="mb-3">
          By their rules:{" "}
          {own.map(({ collectionId, name }, i) => (
            <span key={collectionId}>
              {i > 0 && ", "}
              <Link href={`/admin/collections/${collectionId}`} className="text-link">
                {name}
              </Link>
            </span>
          ))}
        </p>
      )}
      {byHand.length > 0 && mayEdit && (
        <ActionForm
          key={byHand.map(({ version }) => version).join()}
          action={chooseCollections}
          hidden={{
            productId: product.productId,
            seen: byHand.map(({ collectionId }) => collectionId).join(","),
            requestId: randomUUID(),
          }}
          button="Save collections"
          look="quiet"
          done="Saved."
        >
          <fieldset>
            <legend className="mb-1 text-sm text-muted">Chosen by hand</legend>
            <ul className="grid max-h-80 overflow-y-auto sm:grid-cols-2 lg:grid-cols-3">
              {byHand.map(({ collectionId, name, productIds }) => (
                <li key={collectionId}>
                  <label className="flex min-h-9 items-center gap-3">
                    <input
                      type="checkbox"
                      name="collectionIds"
                      value={collectionId}
                      defaultChecked={productIds.includes(product.productId)}
                      className="size-5 shrink-0 accent-accent"
                    />
                    <span className="min-w-0 wrap-anywhere">{name}</span>
                  </label>
                </li>
              ))}
            </ul>
          </fieldset>
        </ActionForm>
      )}
    </Panel>
  );
}
