import { type Announcement, Content } from "@securecart/core/content";
import { content } from "../_lib/cached";
import { linkTargets } from "./shop-links";
import { SmartLink } from "./smart-link";

type AnnouncementBarProps = { draft?: Announcement | null | undefined };

/** Renders the announcement whose time it is, or that of a draft, above the header of every page. */
export async function AnnouncementBar({ draft }: AnnouncementBarProps) {
  const announcement = draft === undefined ? Content.announcementNow((await content()).announcements) : draft;
  if (!announcement) return null;
  const targets = await linkTargets({ collections: announcement.link.startsWith("collection:") });
  const href = Content.hrefOf(announcement.link, targets);
  return (
    <aside aria-label="Announcement" className="bg-ink text-ground">
      <p className="page py-2 text-center text-sm font-medium text-balance">
        {href ? (
          <SmartLink
            href={href}
            className="underline decoration-1 underline-offset-4 hover:decoration-2 focus-visible:outline-ground"
          >
            {announcement.text}
          </SmartLink>
        ) : (
          announcement.text
        )}
      </p>
    </aside>
  );
}
