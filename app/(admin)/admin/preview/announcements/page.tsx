import { type Announcement, Content } from "@securecart/core/content";
import type { Metadata } from "next";
import { requireStaff } from "#app/_lib/staff-session";
import { When } from "#app/(admin)/admin/_parts/when";
import { readAnnouncements } from "#app/(admin)/admin/(staff)/announcements/read";
import { PreviewFrame } from "../preview-frame";

export const metadata: Metadata = { title: "Preview" };

/** Renders the draft of the announcements as shoppers will see it, for staff only: the one of now, and when each is shown. */
export default async function AnnouncementsPreviewPage() {
  await requireStaff({ may: "content.read", from: "/admin/preview/announcements" });
  const { announcements } = (await readAnnouncements()).value;
  const now = Content.announcementNow(announcements);
  return (
    <PreviewFrame back="/admin/announcements" announcement={now}>
      <h1 className="text-3xl">Announcements</h1>
      <p className="mt-2 text-muted">
        {now
          ? "Above the header is what shoppers would see now."
          : "Shoppers would see no announcement at this moment."}
      </p>
      <ol className="mt-6 divide-y divide-line border-y border-line">
        {Object.entries(announcements).map(([key, one]) => (
          <li key={key} className="flex flex-wrap gap-x-4 py-2">
            <span className="font-medium">{one.text}</span>
            <Times {...one} />
          </li>
        ))}
      </ol>
    </PreviewFrame>
  );
}

const Times = ({ startsAt, endsAt }: Announcement) => (
  <span className="text-muted">
    {startsAt ? (
      <>
        From <When at={startsAt} />
      </>
    ) : (
      "At once"
    )}
    {endsAt && (
      <>
        {" "}
        until <When at={endsAt} />
      </>
    )}
  </span>
);
