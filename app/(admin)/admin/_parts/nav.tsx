"use client";

import { usePathname } from "next/navigation";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import type { NavLink, NavSection, Waiting } from "./navigation";

type NavProps = { sections: NavSection[]; waiting: Partial<Record<Waiting, number>> };

/** Number from which a count is shown as "99+". */
const most = 99;

/**
 * Renders the pages of the admin by section: beside the page on a wide screen; on a phone behind a button that names the
 * current section and page.
 */
export function Nav({ sections, waiting }: NavProps) {
  const path = usePathname();
  const here = placeOf(sections, path);
  return (
    <nav
      aria-label="Admin"
      className="border-b border-line bg-surface lg:w-56 lg:shrink-0 lg:border-r lg:border-b-0"
    >
      <details key={path} className="unfold lg:sticky lg:top-0 lg:max-h-screen lg:overflow-y-auto">
        <summary className="flex min-h-11 items-center justify-between gap-3 px-4 py-2">
          <span className="min-w-0 truncate">
            {here && here.section !== here.link.name && <span className="text-muted">{here.section} / </span>}
            <span className="font-medium">{here?.link.name ?? "Admin"}</span>
          </span>
          <span className="shrink-0 text-sm text-muted">Menu</span>
        </summary>
        <ul className="grid gap-4 px-3 pt-1 pb-5 lg:pt-5">
          {sections.map(({ name, links }) => (
            <li key={name}>
              {name !== links[0]?.name && <Heading name={name} />}
              <ul>
                {links.map((link) => (
                  <li key={link.href}>
                    <Entry
                      link={link}
                      here={here?.link === link}
                      count={link.waiting && waiting[link.waiting]}
                    />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

const Heading = ({ name }: { name: string }) => (
  <p className="px-2 pb-1 text-xs font-semibold tracking-wide text-muted uppercase">{name}</p>
);

function Entry({ link, here, count }: { link: NavLink; here: boolean; count: number | undefined }) {
  return (
    <Link
      href={link.href}
      aria-current={here ? "page" : undefined}
      className={classes(
        "flex min-h-11 items-center justify-between gap-3 rounded-control px-2 lg:min-h-9",
        here ? "bg-accent-soft font-medium text-ink" : "text-muted hover:bg-sunken hover:text-ink",
      )}
    >
      {link.name}
      {count !== undefined && count > 0 && (
        <span className="rounded-full bg-sunken px-2 text-sm font-medium text-ink tabular-nums">
          {count > most ? `${most}+` : count}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </Link>
  );
}

/** Returns the page whose path is the longest start of this one, with its section. */
function placeOf(sections: NavSection[], path: string) {
  const places = sections.flatMap(({ name, links }) => links.map((link) => ({ section: name, link })));
  return places
    .filter(({ link }) => path === link.href || (link.href !== "/admin" && path.startsWith(`${link.href}/`)))
    .sort((a, b) => b.link.href.length - a.link.href.length)[0];
}
