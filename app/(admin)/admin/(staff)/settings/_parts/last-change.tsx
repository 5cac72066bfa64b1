import { randomUUID } from "node:crypto";
import type { Current, Group } from "@securecart/core/settings";
import { When } from "#app/(admin)/admin/_parts/when";
import { undoSettings } from "../actions";
import { Undo } from "./undo";

type LastChangeProps = { group: Group; last: Current<Group>["last"]; mayChange: boolean };

/** Renders who changed a group of settings last, with the button that takes the change back. */
export function LastChange({ group, last, mayChange }: LastChangeProps) {
  if (!last) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      <p>
        Changed by {last.actor.replace(/^staff:/, "")}, <When at={last.at} />
      </p>
      {mayChange && last.auditId && (
        <Undo
          key={last.auditId}
          action={undoSettings}
          group={group}
          auditId={last.auditId}
          requestId={randomUUID()}
        />
      )}
    </div>
  );
}
