import type { Document } from "@securecart/core/content";
import { Link } from "#app/_components/link";
import { SavedFacts } from "./saved-facts";
import { ContentBadge } from "./status-badge";

type DocumentFactsProps = {
  title: string;
  document: Document;
  /** Address of its page in the admin, and of its preview. */
  path: string;
  preview: string;
  /** Text about the shop as long as nothing is published. */
  first: string;
};

/** Renders the title of a document of which there is one, what shoppers see of it, and its links. */
export function DocumentFacts({ title, document, path, preview, first }: DocumentFactsProps) {
  const { live, isChanged, editedAt, editor, publishAt } = document;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-3xl">{title}</h1>
        <ContentBadge {...document} isLive={live > 0} />
      </div>
      <p className="mb-6 flex flex-wrap gap-x-4 text-muted">
        <span>
          {live === 0
            ? first
            : isChanged
              ? "Shoppers see the last published version."
              : "Shoppers see this version."}
        </span>
        <Link href={preview} className="text-link">
          Preview
        </Link>
        <Link href={`${path}/history`} className="text-link">
          History
        </Link>
        <SavedFacts {...{ editedAt, editor, publishAt }} />
      </p>
    </>
  );
}
