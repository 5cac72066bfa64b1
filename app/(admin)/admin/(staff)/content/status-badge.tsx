import { classes } from "#app/_components/ui/classes";

type Status = { isLive: boolean; isChanged: boolean; isArchived: boolean; publishAt?: string | undefined };

/** Renders what shoppers see of a document, and what waits to be published. */
export function ContentBadge({ isLive, isChanged, isArchived, publishAt }: Status) {
  const state = isArchived ? "Archived" : isLive ? "Published" : "Draft";
  const more = publishAt ? "Scheduled" : isLive && isChanged ? "Unpublished changes" : "";
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Word look={isLive ? "border-accent bg-accent-soft" : "border-transparent bg-sunken"}>{state}</Word>
      {more && <Word look="border-warning bg-warning-soft">{more}</Word>}
    </span>
  );
}

const Word = ({ look, children }: { look: string; children: string }) => (
  <span
    className={classes(
      "inline-block rounded-control border px-2 text-sm font-medium whitespace-nowrap text-ink",
      look,
    )}
  >
    {children}
  </span>
);
