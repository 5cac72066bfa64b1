import type { MenuLink } from "@securecart/core/content";
import { shopMenus } from "./shop-links";
import { SmartLink } from "./smart-link";

const entryLook = "inline-block py-2 text-muted underline-offset-8 hover:text-ink hover:underline";

/**
 * Renders the menu below the header. An entry with others below it unfolds a panel over the page without JavaScript;
 * the panel is placed in the header, so that a menu that scrolls sideways on a phone does not cut it off.
 */
export async function MainMenu() {
  const { header } = await shopMenus();
  if (header.length === 0) return null;
  return (
    <nav aria-label="Main menu" className="page">
      <ul className="-mx-4 flex gap-x-6 overflow-x-auto px-4 pb-2 md:mx-0 md:flex-wrap md:px-0">
        {Object.entries(header).map(([key, entry]) => (
          <li key={key} className="shrink-0">
            {entry.below.length > 0 ? <Unfolding {...entry} /> : <Entry {...entry} />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

const Entry = ({ href, label }: MenuLink) => (
  <SmartLink href={href} className={entryLook}>
    {label}
  </SmartLink>
);

/** Renders an entry that unfolds. Its links load a new document, which folds the panel again. */
function Unfolding({ label, href, below }: MenuLink) {
  const links = [...(href ? [{ label: `All ${label}`, href }] : []), ...below];
  return (
    <details name="main-menu" className="group">
      <summary className="flex cursor-pointer list-none items-center gap-1 py-2 text-muted underline-offset-8 group-open:text-ink hover:text-ink hover:underline [&::-webkit-details-marker]:hidden">
        {label}
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className="size-3 transition-transform group-open:rotate-180"
        >
          <path d="M2 4.5 6 8.5 10 4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </summary>
      <div className="absolute inset-x-0 top-full z-10 border-b border-line bg-surface shadow-lg">
        <ul className="page grid gap-x-8 py-4 sm:grid-cols-3 lg:grid-cols-4">
          {Object.entries(links).map(([key, { label: name, href: to }]) => (
            <li key={key}>
              <a href={to} className="inline-block py-2 underline-offset-4 hover:underline">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
