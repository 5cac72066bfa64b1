import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import { type Step, steps } from "./step";

/** Renders the steps of the checkout. Links the earlier ones, which can still be changed. */
export function Progress({ current }: { current: Step }) {
  const here = steps.findIndex(({ id }) => id === current);
  return (
    <nav aria-label="Checkout steps">
      <ol className="flex flex-wrap gap-x-6 gap-y-1">
        {steps.map(({ id, label }, index) => (
          <li
            key={id}
            aria-current={index === here ? "step" : undefined}
            className={classes("py-1", index === here ? "font-semibold" : "text-muted")}
          >
            {index + 1}.{" "}
            {index < here ? (
              <Link href={`/checkout/${id}`} className="text-link">
                {label}
              </Link>
            ) : (
              label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
