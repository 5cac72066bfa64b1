import { randomUUID } from "node:crypto";
import { Media } from "@securecart/core/media";
import { Shop } from "@securecart/core/shop";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { FilterTabs } from "#app/(admin)/admin/_parts/filter-tabs";
import { FindForm } from "#app/(admin)/admin/_parts/find-form";
import { Pages } from "#app/(admin)/admin/_parts/pages";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { removeUnused } from "./actions";
import { listLabels, listUrl, type MediaList, type MediaQuery, readQuery } from "./read";
import { Tile } from "./tile";
import { Uploader } from "./uploader";
import { WhileBusy } from "./while-busy";

export const metadata: Metadata = { title: "Media" };

/** Lists the pictures of the library, the newest first. */
export default async function MediaPage({ searchParams }: PageProps<"/admin/media">) {
  const { roles } = await requireStaff({ may: "media.read", from: "/admin/media" });
  const given = await searchParams;
  const query = readQuery(given);
  const mayEdit = Staff.may(roles, "media.edit");
  const back = `${Shop.url()}/admin/media/uploaded`;
  const [{ rows, next }, ticket] = await Promise.all([
    Media.list(query),
    mayEdit ? Media.ticket({ back }) : null,
  ]);
  const isBusy = rows.some(({ state }) => state === "uploaded" || state === "processing");
  return (
    <>
      <Title>Media</Title>
      {given.missing === "1" && (
        <Notice tone="bad" role="alert" className="mb-4">
          {Media.reasons.missing}
        </Notice>
      )}
      {ticket && query.list === "library" && !query.q && <Uploader url={ticket.url} fields={ticket.fields} />}
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Lists query={query} />
        <FindForm
          action="/admin/media"
          label="Find a picture"
          placeholder="File name or alternative text"
          value={query.q}
          kept={{ list: query.list === "library" ? undefined : query.list }}
        />
      </div>
      {query.list === "unused" && rows.length > 0 && mayEdit && (
        <ActionForm
          key={rows.length}
          action={removeUnused}
          hidden={{ requestId: randomUUID() }}
          button={`Remove these ${rows.length}`}
          look="quiet"
          className="mb-4"
        />
      )}
      {query.list === "removed" && rows.length > 0 && (
        <p className="mb-4 text-muted">Removed pictures are deleted after {Media.restoreDays} days.</p>
      )}
      {rows.length > 0 ? (
        <ul className="grid grid-cols-2 gap-x-3 gap-y-5 sm:grid-cols-3 md:grid-cols-4 xl:grid-cols-6">
          {rows.map((media) => (
            <Tile key={media.mediaId} media={media} list={query.list} />
          ))}
        </ul>
      ) : (
        <Nothing query={query} hasMore={next !== null} />
      )}
      <WhileBusy isBusy={isBusy} />
      <Pages
        path="/admin/media"
        query={{ ...(query.list !== "library" && { list: query.list }), ...(query.q && { q: query.q }) }}
        cursor={query.cursor}
        next={next}
      />
    </>
  );
}

function Lists({ query: { list: here, q } }: { query: MediaQuery }) {
  const tabs = Object.entries(listLabels).map(([list, label]) => ({
    href: listUrl({ list: list as MediaList, ...(q && { q }) }),
    label,
    isHere: here === list,
  }));
  return <FilterTabs label="Lists" tabs={tabs} />;
}

function Nothing({ query: { list, q }, hasMore }: { query: MediaQuery; hasMore: boolean }) {
  if (q)
    return (
      <Empty next={{ href: listUrl({ list }), label: "Show all" }}>
        {hasMore ? "No match among the newest pictures. The next page looks further." : "No picture matches."}
      </Empty>
    );
  if (list === "unused") return <Empty>Every picture is in use.</Empty>;
  if (list === "removed") return <Empty>No picture was removed within the last week.</Empty>;
  return <Empty>There are no pictures yet. Upload the first ones, then choose them in your products.</Empty>;
}
