import { randomUUID } from "node:crypto";
import { Content, type Document } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { archive, discard, unarchive, unpublish } from "../../content/actions";
import { fieldTime, shopZone } from "../../content/publishing";
import { SavedFacts } from "../../content/saved-facts";
import { ContentBadge } from "../../content/status-badge";
import { PageForm } from "../page-form";
import { valuesOf } from "../values";
import { readPage } from "./read";

export const metadata: Metadata = { title: "Page" };

type Props = PageProps<"/admin/pages/[pageId]">;

/** Renders a page with its form, what is still to be filled in, and what can be done with it. */
export default async function EditPagePage({ params, searchParams }: Props) {
  const { pageId } = await params;
  const { roles } = await requireStaff({ may: "content.read", from: `/admin/pages/${pageId}` });
  const document = await readPage(pageId);
  const { documentId, value, version, editor = "", live, publishAt, isArchived } = document;
  const mayEdit = Staff.may(roles, "content.edit");
  const open = Content.openOf(Content.needsOf(value), await Content.currentWords());
  return (
    <>
      <p className="mb-2 text-sm lg:hidden">
        <Link href="/admin/pages" className="text-link">
          Pages
        </Link>
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl">{value.title}</h1>
        <ContentBadge {...document} isLive={live > 0} />
      </div>
      <Facts document={document} />
      {(await searchParams).created && (
        <Notice tone="good" className="mb-6">
          The page was created. Shoppers see it once you publish it.
        </Notice>
      )}
      {mayEdit && <Buttons document={document} />}
      <PageForm
        documentId={documentId}
        requestId={randomUUID()}
        values={valuesOf(value, await fieldTime(publishAt))}
        version={version}
        editor={editor}
        isLive={live > 0}
        zone={await shopZone()}
        mayEdit={mayEdit && !isArchived}
        words={[...Content.wordNames]}
        aside={open.length > 0 && <Open places={open} />}
      />
    </>
  );
}

function Facts({ document: { documentId, liveSlug, editedAt, editor, publishAt } }: { document: Document }) {
  return (
    <p className="mt-1 mb-6 flex flex-wrap gap-x-4 text-muted">
      {liveSlug && (
        <Link href={`/pages/${liveSlug}`} className="text-link">
          /pages/{liveSlug}
        </Link>
      )}
      <Link href={`/admin/preview/pages/${documentId}`} className="text-link">
        Preview
      </Link>
      <Link href={`/admin/pages/${documentId}/history`} className="text-link">
        History
      </Link>
      <SavedFacts {...{ editedAt, editor, publishAt }} />
    </p>
  );
}

function Buttons({ document: { documentId, version, live, isChanged, isArchived } }: { document: Document }) {
  const hidden = () => ({ documentId, seen: `${version}`, requestId: randomUUID() });
  return (
    <div className="mb-6 flex flex-wrap items-start gap-3 empty:hidden">
      {isChanged && live > 0 && (
        <ActionForm action={discard} hidden={hidden()} button="Discard changes" look="quiet" />
      )}
      {live > 0 && <ActionForm action={unpublish} hidden={hidden()} button="Unpublish" look="quiet" />}
      {isArchived ? (
        <ActionForm action={unarchive} hidden={hidden()} button="Restore" look="quiet" />
      ) : (
        version > 0 && <ActionForm action={archive} hidden={hidden()} button="Archive" look="quiet" />
      )}
    </div>
  );
}

/** Lists what is still to be filled in before the page is complete. */
function Open({ places }: { places: string[] }) {
  return (
    <Notice tone="warning">
      <h2 className="font-sans font-semibold">
        {places.length === 1 ? "1 place to fill in" : `${places.length} places to fill in`}
      </h2>
      <ul className="mt-2 list-disc pl-5 text-sm">
        {[...new Set(places)].map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
      <Link href="/admin/settings/identity" className={buttonClasses("plain")}>
        Shop identity
      </Link>
    </Notice>
  );
}
