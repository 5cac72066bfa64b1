"use client";

import { usePathname } from "next/navigation";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import type { NavLink, NavSection } from "./navigation";

/** Row height on wide screens, so that all sections fit into 800 pixels. */
const height = "lg:min-h-7 lg:[@media(max-height:60rem)]:min-h-6";

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
      <details key={path} className="unfold lg:sticky lg:top-0">
        <summary className="flex min-h-11 items-center justify-between gap-3 px-4 py-2">
          <span className="min-w-0 truncate">
            {here && here.section !== here.link.name && <span className="text-muted">{here.section} / </span>}
            <span className="font-medium">{here?.link.name ?? "Admin"}</span>
          </span>
          <span className="shrink-0 text-sm text-muted">Menu</span>
        </summary>
        <ul className="grid gap-2 px-3 pt-1 pb-5 lg:max-h-screen lg:gap-1 lg:overflow-y-auto lg:py-3 lg:text-sm lg:[@media(max-height:60rem)]:gap-0.5 lg:[@media(max-height:60rem)]:py-1">
          {sections.map((section) => (
            <li key={section.name}>
              <Section section={section} here={here?.link} />
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

type SectionProps = { section: NavSection; here: NavLink | undefined };

/** Renders the pages of a section below its name, or below its first page when that has the same name. */
function Section({ section: { name, links }, here }: SectionProps) {
  const [first] = links;
  const head = first?.name === name ? first : undefined;
  return (
    <>
      {head ? (
        <Entry link={head} here={here === head} look="head" />
      ) : (
        <p className={classes("flex min-h-9 items-center px-2 font-medium", height)}>{name}</p>
      )}
      <ul>
        {links
          .filter((link) => link !== head)
          .map((link) => (
            <li key={link.href}>
              <Entry link={link} here={here === link} look="below" />
            </li>
          ))}
      </ul>
    </>
  );
}

type EntryProps = { link: NavLink; here: boolean; look: "head" | "below" };

function Entry({ link, here, look }: EntryProps) {
  const { count = 0 } = link;
  return (
    <Link
      href={link.href}
      aria-current={here ? "page" : undefined}
      className={classes(
        "flex min-h-11 items-center justify-between gap-3 rounded-control pr-2 hover:text-ink",
        height,
        look === "head" ? "pl-2 font-medium" : "pl-5",
        here ? "bg-accent-soft text-ink" : look === "head" ? "hover:bg-sunken" : "text-muted hover:bg-sunken",
      )}
    >
      {link.name}
      {count > 0 && (
        <span className="rounded-full bg-sunken px-2 text-sm font-medium text-ink tabular-nums lg:text-xs">
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
  if (!here) return null;
  const { section, link } = here;
  const below = path.slice(link.href.length + 1);
  const trail = [...(section === link.name ? [] : [section]), link.name, ...(below ? [nameOf(below)] : [])];
  if (trail.length === 1) return null;
  return (
    <nav aria-label="Breadcrumb" className="mb-2 hidden text-sm text-muted lg:block">
      <ol className="flex flex-wrap gap-x-2">
        {trail.map((name, i) => (
          <li key={name} className="flex gap-x-2">
            {i > 0 && <span aria-hidden="true">/</span>}
            <Crumb
              name={name}
              href={below && name === link.name ? link.href : ""}
              last={i === trail.length - 1}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Crumb({ name, href, last }: { name: string; href: string; last: boolean }) {
  if (href)
    return (
      <Link href={href} className="underline-offset-4 hover:text-ink hover:underline">
        {name}
      </Link>
    );
  return (
    <span aria-current={last ? "page" : undefined} className="wrap-anywhere">
      {name}
    </span>
  );
}

/** Returns the name of a page below one of the navigation: "Order" and "Product" for their ids, else the end of the path. */
function nameOf(below: string) {
  const word = decodeURIComponent(below.split("/").at(-1) ?? "");
  if (/^ord_\w{26}$/.test(word)) return "Order";
  if (/^prd_\w{26}$/.test(word)) return "Product";
  return word === word.toLowerCase() ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word;
}

/** Returns the page whose path is the longest start of this one, with its section. */
function placeOf(sections: NavSection[], path: string) {
  const places = sections.flatMap(({ name, links }) => links.map((link) => ({ section: name, link })));
  return places
    .filter(({ link }) => path === link.href || (link.href !== "/admin" && path.startsWith(`${link.href}/`)))
    .sort((a, b) => b.link.href.length - a.link.href.length)[0];
}
