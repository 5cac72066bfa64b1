import { Badge } from "#app/_components/ui/badge";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import type { Named } from "./read";

type ChosenProductsProps = { chosen: Named[]; found: Named[] | undefined; q: string; most: number };

/** Renders the chosen products with buttons that order and remove them, and a search that adds others. */
export function ChosenProducts({ chosen, found, q, most }: ChosenProductsProps) {
  const ids = new Set(chosen.map(({ productId }) => productId));
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <label htmlFor="q" className="font-medium">
          Add products
        </label>
        <div className="flex gap-2">
          <input
            id="q"
            name="q"
            type="search"
            maxLength={100}
            defaultValue={q}
            placeholder="Title, brand, tag or SKU"
            className={controlClasses}
          />
          <Button look="quiet" name="intent" value="find">
            Find
          </Button>
        </div>
      </div>
      {found && (
        <div role="status">
          {found.length === 0 ? (
            <p className="text-muted">No product matches.</p>
          ) : (
            <ul
              aria-label="Found products"
              className="divide-y divide-line rounded-control border border-line"
            >
              {found.map((one) => (
                <li key={one.productId} className="flex items-center gap-3 px-3 py-1">
                  <Name {...one} />
                  {ids.has(one.productId) ? (
                    <span className="text-sm text-muted">Added</span>
                  ) : (
                    <SmallButton intent={`add:${one.productId}`} label={`Add ${one.name}`} face="Add" />
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {chosen.length === 0 ? (
        <p className="text-muted">No products are chosen yet. At most {most}.</p>
      ) : (
        <ol aria-label="Chosen products" className="divide-y divide-line rounded-control border border-line">
          {chosen.map((one, i) => (
            <li key={one.productId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1">
              <input type="hidden" name="productIds" value={one.productId} />
              <span className="w-6 text-right text-sm text-muted tabular-nums">{i + 1}</span>
              <Name {...one} />
              <span className="flex gap-1">
                <SmallButton
                  intent={`up:${one.productId}`}
                  label={`Move ${one.name} up`}
                  face="↑"
                  isOff={i === 0}
                />
                <SmallButton
                  intent={`down:${one.productId}`}
                  label={`Move ${one.name} down`}
                  face="↓"
                  isOff={i === chosen.length - 1}
                />
                <SmallButton
                  intent={`top:${one.productId}`}
                  label={`Move ${one.name} to the top`}
                  face="Top"
                  isOff={i === 0}
                />
                <SmallButton intent={`remove:${one.productId}`} label={`Remove ${one.name}`} face="Remove" />
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Name({ name, status }: Named) {
  return (
    <span className="min-w-0 grow basis-40 wrap-anywhere">
      {name} {status !== "active" && <Badge>{status}</Badge>}
    </span>
  );
}

type SmallButtonProps = { intent: string; label: string; face: string; isOff?: boolean };

const SmallButton = ({ intent, label, face, isOff = false }: SmallButtonProps) => (
  <button
    type="submit"
    name="intent"
    value={intent}
    disabled={isOff}
    aria-label={label}
    className="inline-flex min-h-9 min-w-9 items-center justify-center rounded-control border border-edge bg-surface px-2 text-sm hover:border-ink disabled:border-line disabled:text-muted"
  >
    <span aria-hidden="true">{face}</span>
  </button>
);
