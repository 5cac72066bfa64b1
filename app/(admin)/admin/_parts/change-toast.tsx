"use client";

import { type CSSProperties, startTransition, useEffect } from "react";
import { Toaster, toast } from "sonner";
import type { LastChange } from "#app/_lib/last-change";
import type { FormAction } from "./action-form";

/** Time that a toast with an undo stays, in milliseconds. */
const shownMilliseconds = 12_000;

/** Key under which the browser keeps which message it has shown. */
const shownKey = "last-change";

type ChangeToastProps = { change: LastChange | null; requestId: string; undo: FormAction };

const colors: CSSProperties & Record<`--${string}`, string> = {
  "--normal-bg": "var(--surface)",
  "--normal-text": "var(--ink)",
  "--normal-border": "var(--edge)",
};

/** Shows each message about a change once, with a button that undoes the change. */
export function ChangeToast({ change, requestId, undo }: ChangeToastProps) {
  useEffect(() => {
    if (!change || sessionStorage.getItem(shownKey) === change.id) return;
    sessionStorage.setItem(shownKey, change.id);
    const { auditId, label, tone } = change;
    const run = () => {
      const form = new FormData();
      form.set("auditId", auditId ?? "");
      form.set("requestId", requestId);
      startTransition(async () => {
        await undo(null, form);
      });
    };
    toast[tone === "bad" ? "error" : "success"](label, {
      duration: shownMilliseconds,
      ...(auditId && { action: { label: "Undo", onClick: run } }),
    });
  }, [change, requestId, undo]);
  return <Toaster position="bottom-right" theme="system" style={colors} containerAriaLabel="Messages" />;
}
