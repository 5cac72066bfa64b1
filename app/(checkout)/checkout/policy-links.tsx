import { publishedPolicies } from "#app/_lib/policies";

/** Renders links to the published policies. They open beside the checkout, so that nothing typed is lost. */
export async function PolicyLinks() {
  const shown = await publishedPolicies();
  if (shown.length === 0) return null;
  return (
    <nav aria-label="Policies" className="mt-14 border-t border-line pt-4 text-sm text-muted">
      <ul className="flex flex-wrap gap-x-6">
        {shown.map(({ documentId, path, title }) => (
          <li key={documentId}>
            <a
              href={path}
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
