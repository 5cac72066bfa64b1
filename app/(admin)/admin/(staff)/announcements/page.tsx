import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { type Announcement, Content, type Document } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { DocumentFacts } from "../content/document-facts";
import { GoBack } from "../content/go-back";
import { linkChoices, linkValues } from "../content/link-choices";
import { fieldTime, shopZone } from "../content/publishing";
import { AnnouncementsForm } from "./announcements-form";
import { readAnnouncements } from "./read";

export const metadata: Metadata = { title: "Announcements" };

/** Renders the draft of the announcements with its form. */
export default async function AnnouncementsPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/announcements" });
  const [document, links] = await Promise.all([readAnnouncements(), linkChoices()]);
  const { value, version, editor = "", live, publishAt } = document;
  const { announcements } = value;
  const mayEdit = Staff.may(roles, "content.edit");
  return (
    <>
      <DocumentFacts
        title="Announcements"
        document={document}
        path="/admin/announcements"
        preview="/admin/preview/announcements"
        first="Shoppers see no announcement."
      />
      <p className="-mt-4 mb-6 max-w-prose text-muted">
        A line above the header of every page. If the times of several overlap, the first one is shown. They
        begin and end within a minute of their times.
      </p>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <AnnouncementsForm
          requestId={randomUUID()}
          version={version}
          editor={editor}
          values={{ ...(await valuesOf(announcements)), publishAt: await fieldTime(publishAt) }}
          standings={standingsOf(document)}
          links={links}
          isLive={live > 0}
          zone={await shopZone()}
          mayEdit={mayEdit}
        />
        {mayEdit && (
          <GoBack
            document={document}
            path="/admin/announcements"
            remove={{
              button: "Show no announcement",
              hint: "Shoppers see none. Yours stay as a draft.",
            }}
          />
        )}
      </div>
    </>
  );
}

async function valuesOf(announcements: Announcement[]) {
  const values: Record<string, string> = {};
  for (const [i, { text, link, startsAt, endsAt }] of announcements.entries()) {
    const { chosen, typed } = linkValues(link);
    Object.assign(values, {
      [`text${i}`]: text,
      [`link${i}`]: chosen,
      [`link${i}Url`]: typed,
      [`startsAt${i}`]: await fieldTime(startsAt),
      [`endsAt${i}`]: await fieldTime(endsAt),
    });
  }
  return values;
}

/** Returns whether shoppers see each published announcement: it waits, is shown, is behind another one, or is over. */
function standingsOf({ live, isChanged, value: { announcements } }: Document<"announcements">) {
  if (live === 0 || isChanged) return [];
  const now = Clock.iso();
  const shown = Content.announcementNow(announcements, now);
  return announcements.map((one) => {
    if (one === shown) return "Shown now";
    if (one.startsAt && one.startsAt > now) return "Scheduled";
    if (one.endsAt && one.endsAt <= now) return "Over";
    return "Waits behind another one";
  });
}
