import type { Media } from "@securecart/core/media";
import { Link } from "#app/_components/link";
import { SmallPicture } from "#app/_components/picture";
import { Badge } from "#app/_components/ui/badge";
import { type MediaList, stateLabels } from "./read";

/** Renders a picture in the grid of the library. The whole tile opens it. */
export function Tile({ media, list }: { media: Media.MediaRow; list: MediaList }) {
  const { mediaId, name, alt, state, unused } = media;
  return (
    <li className="relative grid min-w-0 content-start gap-1">
      <div className="grid aspect-square place-items-center overflow-hidden rounded-control border border-line bg-sunken">
        {state === "ready" || (state === "removed" && media.width > 0) ? (
          <SmallPicture image={media} pixels={320} className="size-full" />
        ) : (
          <Badge tone={state === "refused" ? "bad" : "plain"}>{stateLabels[state]}</Badge>
        )}
      </div>
      <Link
        href={`/admin/media/${mediaId}`}
        className="truncate text-sm font-medium before:absolute before:inset-0 before:content-[''] hover:underline"
      >
        {name}
      </Link>
      <p className="flex flex-wrap gap-x-2 text-sm text-muted">
        {state === "ready" && !alt && <span>No alternative text</span>}
        {state === "ready" && unused && list === "library" && <span>Unused</span>}
      </p>
    </li>
  );
}
