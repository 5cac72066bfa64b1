import { randomUUID } from "node:crypto";
import type { Document } from "@securecart/core/content";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { discard, unpublish } from "./actions";

type GoBackProps = {
  document: Document;
  path: string;
  /** Button that takes it out of the shop, and what shoppers see then. */
  remove: { button: string; hint: string };
};

/** Renders how a document of which there is one goes back to what it was. Nothing as long as it never changed. */
export function GoBack({ document: { documentId, live, isChanged, version }, path, remove }: GoBackProps) {
  const hidden = () => ({ documentId, seen: `${version}`, requestId: randomUUID() });
  if (!isChanged && live === 0) return null;
  return (
    <Panel title="Go back">
      <div className="grid justify-items-start gap-3">
        {isChanged && (
          <ActionForm action={discard} hidden={hidden()} button="Discard the draft" look="quiet" />
        )}
        {live > 0 && (
          <ActionForm action={unpublish} hidden={hidden()} button={remove.button} look="quiet">
            <p className="text-sm text-muted">{remove.hint}</p>
          </ActionForm>
        )}
        <Link href={`${path}/history`} className={buttonClasses("plain")}>
          Restore a version
        </Link>
      </div>
    </Panel>
  );
}
