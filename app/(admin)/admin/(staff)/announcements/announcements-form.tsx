"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Refused } from "../content/conflict";
import type { LinkGroup } from "../content/link-choices";
import { LinkField } from "../content/link-field";
import { saveAnnouncements } from "./actions";

type AnnouncementsFormProps = {
  requestId: string;
  version: number;
  editor: string;
  values: Record<string, string>;
  /** Words for each announcement: whether shoppers see it now. */
  standings: string[];
  links: LinkGroup[];
  zone: string;
  mayEdit: boolean;
};

const names = { text: "Text", link: "Link", startsAt: "Starts", endsAt: "Ends" };
const rows = Array.from({ length: 10 }, (_, i) => i);
const labels = Object.fromEntries(
  rows.flatMap((i) => Object.entries(names).map(([name, label]) => [`${name}${i}`, `${label} ${i + 1}`])),
);

/** Renders the announcements in one form, with an empty one at the end. It works without JavaScript. */
export function AnnouncementsForm(props: AnnouncementsFormProps) {
  const { requestId, version, editor, values, standings, links, zone, mayEdit } = props;
  const [outcome, submit, pending] = useActionState(saveAnnouncements, null);
  const refused = outcome?.ok === false ? outcome : null;
  const isConflict = refused?.code === "content.changed";
  const shown = refused?.values ?? values;
  const seen = refused && !isConflict ? (refused.values?.seen ?? "") : `${version}`;
  const count = rows.filter((i) => shown[`text${i}`]).length;
  const field = (name: keyof typeof names, i: number) => ({
    name: `${name}${i}`,
    label: names[name],
    defaultValue: shown[`${name}${i}`] ?? "",
    error: refused?.fields?.[`${name}${i}`],
    autoComplete: "off",
  });
  return (
    <form action={submit} noValidate className="max-w-3xl">
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="seen" value={seen} />
      <div role="alert">
        {refused && <Refused refused={refused} labels={labels} saved={values} editor={editor} />}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Announcements</legend>
        <div key={JSON.stringify([shown, refused?.fields])} className="grid gap-4">
          {rows.slice(0, Math.min(rows.length, count + 1)).map((i) => (
            <section key={i} className="rounded-card border border-line bg-surface p-4 md:p-5">
              <h2 className="mb-3 flex flex-wrap items-baseline gap-x-3 text-xl">
                {shown[`text${i}`] ? `Announcement ${i + 1}` : "New announcement"}
                {standings[i] && <span className="font-sans text-sm text-muted">{standings[i]}</span>}
              </h2>
              <div className="grid gap-4">
                <Field required maxLength={160} hint="Empty: no announcement." {...field("text", i)} />
                <LinkField
                  {...field("link", i)}
                  choices={links}
                  chosen={shown[`link${i}`] ?? ""}
                  typed={shown[`link${i}Url`] ?? ""}
                  none="No link"
                />
                <div className="grid gap-4 sm:grid-cols-2">
                  <Field
                    type="datetime-local"
                    hint={`Time zone: ${zone}. Empty: at once.`}
                    {...field("startsAt", i)}
                  />
                  <Field type="datetime-local" hint="Empty: until you remove it." {...field("endsAt", i)} />
                </div>
              </div>
            </section>
          ))}
        </div>
      </fieldset>
      {mayEdit && (
        <div className="mt-6 flex flex-wrap items-center gap-4">
          <Button busy={pending}>{isConflict ? "Save mine" : "Save"}</Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
          </div>
        </div>
      )}
    </form>
  );
}
