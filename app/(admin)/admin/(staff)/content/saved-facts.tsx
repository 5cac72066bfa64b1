import { When } from "#app/(admin)/admin/_parts/when";

type SavedFactsProps = {
  editedAt?: string | undefined;
  editor?: string | undefined;
  publishAt?: string | undefined;
};

/** Renders when and by whom a document was saved, and when it is published. */
export function SavedFacts({ editedAt, editor, publishAt }: SavedFactsProps) {
  return (
    <>
      {editedAt && (
        <span>
          Saved <When at={editedAt} /> by {editor?.replace(/^staff:/, "")}
        </span>
      )}
      {publishAt && (
        <span className="font-medium text-ink">
          Published on <When at={publishAt} />
        </span>
      )}
    </>
  );
}
