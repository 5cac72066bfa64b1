import { randomUUID } from "node:crypto";
import { Audit } from "@securecart/core/audit";
import { Content, type Document } from "@securecart/core/content";
import { type Role, Staff } from "@securecart/core/staff";
import { Link } from "#app/_components/link";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Cell, Empty, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { restore } from "./actions";

type VersionListProps = {
  document: Document;
  roles: readonly Role[];
  back: { href: string; name: string };
};

const columns = [{ label: "Published" }, { label: "By", wide: true }, { label: "Action" }];

/** Renders the versions of a document that were published, with a button that makes an earlier one the draft. */
export async function VersionList({
  document: { documentId, live, version },
  roles,
  back,
}: VersionListProps) {
  const id = Content.forStaff.schema.shape.documentId.parse(documentId);
  const [versions, acts] = await Promise.all([
    Content.versions({ documentId: id }),
    Audit.list({ subject: `content:${documentId}` }),
  ]);
  const mayEdit = Staff.may(roles, "content.edit");
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href={back.href} className="text-link">
          {back.name}
        </Link>
      </p>
      <Title>History</Title>
      {versions.length === 0 ? (
        <Empty next={{ href: back.href, label: `Back to ${back.name}` }}>
          Nothing was published yet. Each version that you publish is kept here.
        </Empty>
      ) : (
        <Table caption="Published versions" columns={columns}>
          {versions.map(({ number, actor, at }) => (
            <tr key={number}>
              <Cell>
                <When at={at} />
              </Cell>
              <Cell wide className="break-all">
                {actor.replace(/^staff:/, "")}
              </Cell>
              <Cell>
                {number === live ? (
                  <span className="text-muted">Shoppers see this one</span>
                ) : (
                  mayEdit && (
                    <ActionForm
                      action={restore}
                      hidden={{
                        documentId,
                        number: `${number}`,
                        seen: `${version}`,
                        requestId: randomUUID(),
                      }}
                      button="Restore"
                      look="plain"
                      done="Restored. Look at it before you publish it."
                    />
                  )
                )}
              </Cell>
            </tr>
          ))}
        </Table>
      )}
      <h2 className="mt-10 mb-3 text-xl">All changes</h2>
      {acts.rows.length === 0 ? (
        <p className="text-muted">No staff member has changed it yet.</p>
      ) : (
        <ol className="divide-y divide-line border-y border-line">
          {acts.rows.map(({ auditId, action, actor, at, outcome, note }) => (
            <li key={auditId} className="flex flex-wrap gap-x-4 py-2">
              <span className="font-medium">{actNames[action] ?? action}</span>
              <span className="break-all">{actor.replace(/^staff:/, "")}</span>
              <span className="text-muted">
                <When at={at} />
              </span>
              {outcome !== "done" && (
                <span className="text-danger">
                  {outcome}
                  {note && `: ${note}`}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const actNames: Record<string, string> = {
  "content.save": "Saved",
  "content.publish": "Published",
  "content.unpublish": "Unpublished",
  "content.archive": "Archived",
  "content.unarchive": "Restored from the archive",
  "content.discard": "Discarded the draft",
  "content.restore": "Restored a version",
};
