import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";

type FilterTabsProps = {
  /** Name of the navigation for screen readers. */
  label: string;
  tabs: { href: string; label: string; isHere: boolean }[];
  className?: string;
};

/** Renders links to the parts of a list, in one row that scrolls on a phone. */
export function FilterTabs({ label, tabs, className }: FilterTabsProps) {
  return (
    <nav aria-label={label} className={classes("min-w-0", className)}>
      <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:px-0">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.isHere ? "page" : undefined}
              className={classes(
                "inline-flex min-h-9 items-center rounded-control border px-3 text-sm whitespace-nowrap",
                tab.isHere ? "border-ink bg-ink text-ground" : "border-edge bg-surface hover:border-ink",
              )}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
