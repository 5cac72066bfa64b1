"use client";

import { useActionState } from "react";
import type { Image } from "#app/_components/picture";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import type { FormAction } from "#app/(admin)/admin/_parts/action-form";
import { MediaPicker } from "#app/(admin)/admin/_parts/media-picker";

type LogoFormProps = {
  action: FormAction;
  requestId: string;
  logo: Image | null;
  icon: Image | null;
  share: Image | null;
  version: number;
  recent: Image[];
};

/** Renders the form of the shop's pictures. Works without JavaScript. */
export function LogoForm({ action, requestId, logo, icon, share, version, recent }: LogoFormProps) {
  const [outcome, submit, pending] = useActionState(action, null);
  const refused = outcome?.ok === false ? outcome : null;
  return (
    <form action={submit} noValidate className="grid gap-6">
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="seen" value={version} />
      {refused && (
        <Notice tone="bad" role="alert">
          {refused.message}
        </Notice>
      )}
      {[
        {
          name: "logo",
          label: "Logo",
          value: logo,
          hint: "A wide picture with a clear background works best.",
        },
        { name: "icon", label: "Icon", value: icon, hint: "A square picture, 320 pixels wide or more." },
        {
          name: "share",
          label: "Picture for shared links",
          value: share,
          hint: "About twice as wide as high. Without it, a link to your home page shows its first picture, or your logo.",
        },
      ].map((picker) => (
        <div key={picker.name} className="min-w-0 rounded-card border border-line bg-surface p-4 md:p-5">
          <MediaPicker {...picker} recent={recent} error={refused?.fields?.[picker.name]} />
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-4">
        <Button busy={pending}>Save</Button>
        <div role="status">
          {outcome?.ok && !pending && <p className="font-medium text-accent">Saved.</p>}
        </div>
      </div>
    </form>
  );
}
