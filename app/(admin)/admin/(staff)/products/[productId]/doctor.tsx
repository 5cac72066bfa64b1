import type { Admin } from "@securecart/core/admin";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";

/** Most reasons that are listed before the rest is folded. */
const listed = 6;

/** Renders everything that keeps the product from being bought, each with a link to what changes it. */
export function Doctor({ obstacles }: { obstacles: Admin.Obstacle[] }) {
  const blocking = obstacles.filter(({ isBlocking }) => isBlocking);
  const others = obstacles.filter(({ isBlocking }) => !isBlocking);
  return (
    <section aria-labelledby="doctor" className="mb-6">
      <h2 id="doctor" className="sr-only">
        Can it be bought?
      </h2>
      {blocking.length > 0 ? (
        <Notice tone="warning">
          <p className="font-medium">What keeps it from being bought</p>
          <Reasons obstacles={blocking} />
        </Notice>
      ) : (
        <Notice tone="good">Every variant can be bought.</Notice>
      )}
      {others.length > 0 && (
        <Notice className="mt-3">
          <p className="font-medium">What could be better</p>
          <Reasons obstacles={others} />
        </Notice>
      )}
    </section>
  );
}

function Reasons({ obstacles }: { obstacles: Admin.Obstacle[] }) {
  const rest = obstacles.slice(listed);
  return (
    <>
      <ul className="mt-1 grid gap-1">
        {obstacles.slice(0, listed).map((obstacle) => (
          <Reason key={obstacle.text} {...obstacle} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer">{rest.length} more</summary>
          <ul className="mt-1 grid gap-1">
            {rest.map((obstacle) => (
              <Reason key={obstacle.text} {...obstacle} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Reason({ text, fix }: Admin.Obstacle) {
  const link = "sku" in fix ? `/admin/stock/${encodeURIComponent(fix.sku)}` : `#${fix.field}`;
  return (
    <li>
      {text}{" "}
      {link.startsWith("#") ? (
        <a href={link} aria-label={`Fix: ${text}`} className="text-link">
          Fix
        </a>
      ) : (
        <Link href={link} aria-label={`Stock: ${text}`} className="text-link">
          Stock
        </Link>
      )}
    </li>
  );
}
