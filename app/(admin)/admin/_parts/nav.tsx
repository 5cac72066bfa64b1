"use client";

import { usePathname } from "next/navigation";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import type { NavLink, NavSection } from "./navigation";

/** Number from which a count is shown as "99+". */
const most = 99;

/**
 * Renders the pages of the admin by section: beside the page on a wide screen; on a phone behind a button that names the
 * current section and page.
 */
export function Nav({ sections }: { sections: NavSection[] }) {
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
                    <Entry link={link} here={here?.link === link} />
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

function Entry({ link, here }: { link: NavLink; here: boolean }) {
  const { count = 0 } = link;
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
      {count > 0 && (
        <span className="rounded-full bg-sunken px-2 text-sm font-medium text-ink tabular-nums">
          {count > most ? `${most}+` : count}
          <span className="sr-only"> waiting</span>
        </span>
      )}
    </Link>
  );
}

/** Renders the path to the current page: its section, the page of the navigation, and a page below it. */
export function Crumbs({ sections }: { sections: NavSection[] }) {
  const path = usePathname();
  const here = placeOf(sections, path);
  if (!here || here.link.href === "/admin") return null;
  const below = path.slice(here.link.href.length + 1);
  return (
    <nav aria-label="Breadcrumb" className="mb-2 hidden text-sm text-muted lg:block">
      <ol className="flex flex-wrap gap-x-2">
        <li>{here.section}</li>
        <li className="flex gap-x-2">
          <span aria-hidden="true">/</span>
          {below ? (
            <Link href={here.link.href} className="underline-offset-4 hover:text-ink hover:underline">
              {here.link.name}
            </Link>
          ) : (
            <span aria-current="page">{here.link.name}</span>
          )}
        </li>
        {below && (
          <li className="flex gap-x-2">
            <span aria-hidden="true">/</span>
            <span aria-current="page" className="wrap-anywhere">
              {nameOf(below)}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
}

/** Returns the name of a page below one of the navigation: the number of an order, else the end of its path. */
function nameOf(below: string) {
  const [, number] = /^ord_(\w{8})/.exec(below) ?? [];
  if (number) return `SC-${number}`;
  const word = decodeURIComponent(below.split("/").at(-1) ?? "");
  return word === word.toLowerCase() ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word;
}

/** Returns the page whose path is the longest start of this one, with its section. */
function placeOf(sections: NavSection[], path: string) {
  const places = sections.flatMap(({ name, links }) => links.map((link) => ({ section: name, link })));
  return places
    .filter(({ link }) => path === link.href || (link.href !== "/admin" && path.startsWith(`${link.href}/`)))
    .sort((a, b) => b.link.href.length - a.link.href.length)[0];
}
