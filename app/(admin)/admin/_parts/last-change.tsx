import { randomUUID } from "node:crypto";
import { Notice } from "#app/_components/ui/notice";
import { lastChange } from "#app/_lib/last-change";
import { undo } from "../(staff)/undo/actions";
import { ActionForm } from "./action-form";
import { ChangeToast } from "./change-toast";

/** Renders what the staff member has just done, with its undo: as a toast, and on the page without JavaScript. */
export async function LastChange() {
  const change = await lastChange();
  const requestId = randomUUID();
  return (
    <>
      <ChangeToast change={change} requestId={requestId} undo={undo} />
      {change && (
        <noscript>
          <Notice tone={change.tone} className="mb-4">
            <p>{change.label}</p>
            {change.auditId && (
              <ActionForm
                action={undo}
                hidden={{ auditId: change.auditId, requestId }}
                button="Undo"
                look="plain"
              />
            )}
          </Notice>
        </noscript>
      )}
    </>
  );
}
