"use client";

import { usePathname } from "next/navigation";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";

const pages = [
  { href: "/account", label: "Overview" },
  { href: "/account/orders", label: "Orders" },
  { href: "/account/addresses", label: "Addresses" },
  { href: "/account/cards", label: "Cards" },
  { href: "/account/security", label: "Security" },
  { href: "/account/privacy", label: "Privacy" },
];

export function AccountNav() {
  const path = usePathname();
  const here = (href: string) => (href === "/account" ? path === href : path.startsWith(href));
  return (
    <nav aria-label="Account">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 md:grid">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={here(href) ? "page" : undefined}
              className={classes(
                "inline-flex min-h-11 items-center underline-offset-8 hover:underline",
                here(href) ? "font-semibold underline" : "text-muted hover:text-ink",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
