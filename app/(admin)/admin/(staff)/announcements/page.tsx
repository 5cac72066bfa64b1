import { randomUUID } from "node:crypto";
import { Clock } from "@securecart/core/clock";
import { type Announcement, Content } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { linkChoices, linkValues } from "../content/link-choices";
import { fieldTime, zoneName } from "../content/publishing";
import { AnnouncementsForm } from "./announcements-form";

export const metadata: Metadata = { title: "Announcements" };

/** Renders the announcements with their form. */
export default async function AnnouncementsPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/announcements" });
  const [document, links] = await Promise.all([
    Content.forStaff({ documentId: "announcements" }),
    linkChoices(),
  ]);
  if (!document || !Content.isOf(document, "announcements")) throw new Error("There are no announcements.");
  const { announcements } = document.value;
  return (
    <>
      <Title>Announcements</Title>
      <p className="-mt-4 mb-6 flex max-w-prose flex-wrap gap-x-4 text-muted">
        <span>
          A line above the header of every page. If the times of several overlap, the first one is shown. They
          begin and end within a minute of their times.
        </span>
        <Link href="/admin/announcements/history" className="text-link">
          History
        </Link>
      </p>
      <AnnouncementsForm
        requestId={randomUUID()}
        version={document.version}
        editor={document.editor ?? ""}
        values={await valuesOf(announcements)}
        standings={standingsOf(announcements)}
        links={links}
        zone={await zoneName()}
        mayEdit={Staff.may(roles, "content.edit")}
      />
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

/** Returns whether shoppers see each announcement: it waits, is shown, is behind another one, or is over. */
function standingsOf(announcements: Announcement[]) {
  const now = Clock.iso();
  const shown = Content.announcementNow(announcements, now);
  return announcements.map((one) => {
    if (one === shown) return "Shown now";
    if (one.startsAt && one.startsAt > now) return "Scheduled";
    if (one.endsAt && one.endsAt <= now) return "Over";
    return "Waits behind another one";
  });
}
