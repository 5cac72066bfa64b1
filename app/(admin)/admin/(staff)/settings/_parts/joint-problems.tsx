import type { Problem } from "@securecart/core/pricing";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";

/** Returns the page on which a problem is solved. */
function pageOf({ about }: Problem) {
  if (about === "zones") return "/admin/settings/shipping";
  if (about === "taxes") return "/admin/settings/taxes";
  if ("area" in about) return `/admin/settings/taxes/areas/${about.area}`;
  const zone = `/admin/settings/shipping/zones/${about.zone}`;
  return about.method ? `${zone}/methods/${about.method}` : zone;
}

/** Returns the zone and the method that a problem is about; null when it is about neither. */
export const zoneIn = ({ about }: Problem) => (typeof about === "object" && "zone" in about ? about : null);

/** Returns the tax area that a problem is about; null when it is about none. */
export const areaIn = ({ about }: Problem) =>
  typeof about === "object" && "area" in about ? about.area : null;

/** Renders what does not fit together, each with a link to the page that solves it. `here` is the page itself. */
export function JointProblems({ problems, here }: { problems: Problem[]; here: string }) {
  if (problems.length === 0) return null;
  const isWarning = problems.some(({ level }) => level === "warning");
  return (
    <section
      aria-label="What does not fit together"
      className={classes(
        "rounded-control border-l-4 px-4 py-3",
        isWarning ? "border-warning bg-warning-soft" : "border-edge bg-sunken",
      )}
    >
      <ul className="grid gap-1.5">
        {problems.map((problem) => (
          <li key={problem.text}>
            <span className={problem.level === "warning" ? "font-medium" : "text-sm"}>{problem.text}</span>{" "}
            {pageOf(problem) !== here && (
              <Link href={pageOf(problem)} className="text-link text-sm">
                Change it<span className="sr-only">: {problem.text}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
