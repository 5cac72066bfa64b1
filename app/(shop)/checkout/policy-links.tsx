import type { DefaultKey } from "@securecart/core/content";
import { content } from "#app/_lib/cached";

const policies: DefaultKey[] = ["shipping", "returns", "privacy", "terms", "imprint"];

/** Renders links to the published policies. They open beside the checkout, so that nothing typed is lost. */
export async function PolicyLinks() {
  const { pages } = await content();
  const shown = pages.filter(({ key }) => key !== undefined && policies.includes(key));
  if (shown.length === 0) return null;
  return (
    <nav aria-label="Policies" className="mt-14 border-t border-line pt-4 text-sm text-muted">
      <ul className="flex flex-wrap gap-x-6">
        {shown.map(({ documentId, slug, title }) => (
          <li key={documentId}>
            <a
              href={`/pages/${slug}`}
              target="_blank"
              rel="noopener"
              className="inline-block py-1.5 underline underline-offset-4 hover:text-ink"
            >
              {title}
              <span className="sr-only"> (opens in a new tab)</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
