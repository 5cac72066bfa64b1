import { Badge } from "#app/_components/ui/badge";

type Status = { isLive: boolean; isChanged: boolean; isArchived: boolean; publishAt?: string | undefined };

/** Renders what shoppers see of a document, and what waits to be published. */
export function ContentBadge({ isLive, isChanged, isArchived, publishAt }: Status) {
  const state = isArchived ? "Archived" : isLive ? "Published" : "Draft";
  const more = publishAt ? "Scheduled" : isLive && isChanged ? "Unpublished changes" : "";
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={isLive ? "good" : "plain"}>{state}</Badge>
      {more && <Badge tone="warning">{more}</Badge>}
    </span>
  );
}
