"use client";

import { usePathname } from "next/navigation";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import type { NavLink } from "./links";

export function Nav({ links }: { links: NavLink[] }) {
  const path = usePathname();
  return (
    <nav aria-label="Admin" className="page">
      <ul className="-mx-4 flex gap-x-6 overflow-x-auto px-4 md:mx-0 md:px-0">
        {links.map(({ href, name }) => {
          const here = path.startsWith(href);
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={classes(
                  "inline-block border-b-2 py-2.5",
                  here ? "border-accent font-medium" : "border-transparent text-muted hover:text-ink",
                )}
              >
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
