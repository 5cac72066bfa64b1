import type { MenuLink, MenusValue } from "@securecart/core/content";
import { CloseIcon, MenuIcon } from "./icons";
import { shopMenus } from "./shop-links";
import { SmartLink } from "./smart-link";

/** Draft of the menus, to show in place of the published ones. */
type Draft = { menus?: MenusValue | undefined };

const panelId = "main-menu";

const entryLook =
  "flex min-h-11 items-center py-2 underline-offset-8 hover:text-ink hover:underline max-md:text-lg md:min-h-0 md:text-muted";

/** Renders the button that opens the menu on a phone, without JavaScript too; nothing in a shop without a menu. */
export async function MenuButton({ menus, className }: Draft & { className: string }) {
  const { header } = await shopMenus(menus);
  if (header.length === 0) return null;
  return (
    <button type="button" popoverTarget={panelId} aria-label="Menu" className={className}>
      <MenuIcon />
    </button>
  );
}

/**
 * Renders the menu: below the header on wide screens, as a panel over the page on a phone. An entry with others below it
 * unfolds without JavaScript, on wide screens as a panel over the page.
 */
export async function MainMenu({ menus }: Draft) {
  const { header } = await shopMenus(menus);
  if (header.length === 0) return null;
  return (
    <nav
      id={panelId}
      popover="auto"
      aria-label="Main menu"
      className="page text-ink max-md:fixed max-md:inset-y-0 max-md:right-auto max-md:left-0 max-md:m-0 max-md:h-dvh max-md:max-h-none max-md:w-80 max-md:max-w-[85vw] max-md:overscroll-contain max-md:bg-surface max-md:p-2 max-md:pl-4 max-md:shadow-lg max-md:backdrop:bg-[rgb(0_0_0/0.5)] md:static md:block md:overflow-visible md:bg-transparent"
    >
      <div className="flex items-center justify-between md:hidden">
        <p className="text-sm text-muted">Menu</p>
        <button
          type="button"
          popoverTarget={panelId}
          popoverTargetAction="hide"
          aria-label="Close menu"
          className="inline-flex size-11 items-center justify-center rounded-control hover:bg-sunken"
        >
          <CloseIcon />
        </button>
      </div>
      <ul className="max-md:divide-y max-md:divide-line md:flex md:flex-wrap md:gap-x-6 md:pb-2">
        {Object.entries(header).map(([key, entry]) => (
          <li key={key}>{entry.below.length > 0 ? <Unfolding {...entry} /> : <Entry {...entry} />}</li>
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
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1 py-2 underline-offset-8 group-open:text-ink hover:text-ink hover:underline max-md:justify-between max-md:text-lg md:min-h-0 md:text-muted [&::-webkit-details-marker]:hidden">
        {label}
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className="size-3 transition-transform group-open:rotate-180 max-md:mx-4"
        >
          <path d="M2 4.5 6 8.5 10 4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </summary>
      <div className="max-md:pb-2 max-md:pl-4 md:absolute md:inset-x-0 md:top-full md:z-10 md:border-b md:border-line md:bg-surface md:shadow-lg">
        <ul className="grid gap-x-8 md:page md:grid-cols-3 md:py-4 lg:grid-cols-4">
          {Object.entries(links).map(([key, { href: to, label: name }]) => (
            <li key={key}>
              <a
                href={to}
                className="flex min-h-11 items-center py-2 underline-offset-4 hover:underline md:inline-block md:min-h-0"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
