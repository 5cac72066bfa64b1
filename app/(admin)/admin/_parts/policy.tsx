import { Settings, type Values } from "@securecart/core/settings";
import { classes } from "#app/_components/ui/classes";

const titles: Record<keyof Values<"policies">, string> = {
  refunds: "How we handle refunds",
  returns: "How we handle returns",
  reviews: "How we review orders",
  disputes: "How we handle disputes",
};

/** Renders the merchant's text for staff about a kind of decision; nothing when there is none. */
export async function Policy({ about, className }: { about: keyof Values<"policies">; className?: string }) {
  const text = (await Settings.shown("policies"))[about];
  if (!text) return null;
  return (
    <section
      aria-labelledby={`policy-${about}`}
      className={classes(
        "max-w-prose rounded-control border-l-4 border-accent bg-sunken px-4 py-3",
        className,
      )}
    >
      <p id={`policy-${about}`} className="font-medium">
        {titles[about]}
      </p>
      <p className="text-sm break-words whitespace-pre-line">{text}</p>
    </section>
  );
}
