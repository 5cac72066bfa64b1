"use client";

import { useActionState } from "react";
import { Field } from "#app/_components/ui/field";
import { FormSection } from "#app/(admin)/admin/_parts/form-section";
import { type FormValues, keptState } from "#app/(admin)/admin/_parts/kept-state";
import { Refused } from "../content/conflict";
import { DraftBar } from "../content/draft-bar";
import type { LinkGroup } from "../content/link-choices";
import { LinkField } from "../content/link-field";
import { saveAnnouncements } from "./actions";

type AnnouncementsFormProps = {
  requestId: string;
  version: number;
  editor: string;
  values: FormValues;
  /** Words for each announcement: whether shoppers see it now. */
  standings: string[];
  links: LinkGroup[];
  isLive: boolean;
  zone: string;
  mayEdit: boolean;
};

const names: Record<string, string> = { text: "Text", link: "Link", startsAt: "Starts", endsAt: "Ends" };
const rows = Array.from({ length: 10 }, (_, i) => i);
const labels = Object.fromEntries([
  ["publishAt", "Publish at"],
  ...rows.flatMap((i) => Object.entries(names).map(([name, label]) => [`${name}${i}`, `${label} ${i + 1}`])),
]);

/** Returns the name of a field without the number of its announcement. */
const nameOf = (name: string) => name.replace(/\d+$/, "");

/** Renders the announcements in one form, with an empty one at the end. It works without JavaScript. */
export function AnnouncementsForm(props: AnnouncementsFormProps) {
  const { requestId, version, editor, values, standings, links, isLive, zone, mayEdit } = props;
  const [outcome, submit, pending] = useActionState(saveAnnouncements, null);
  const { refused, isConflict, shown, seen, key, field } = keptState(outcome, {
    ...{ values, version: `${version}` },
    labelOf: (name) => (name === "publishAt" ? "Publish at" : (names[nameOf(name)] ?? name)),
    changed: "content.changed",
  });
  const inZone = shown.zone ?? zone;
  const zoneWords = inZone.replaceAll("_", " ");
  const count = rows.filter((i) => shown[`text${i}`]).length;
  return (
    <form action={submit} noValidate className="max-w-3xl">
      {/* The Enter key presses the first button, which must be the one that saves. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="zone" value={inZone} />
      <input type="hidden" name="seen" value={seen} />
      <div role="alert">
        {refused && (
          <Refused
            refused={refused}
            labels={labels}
            saved={values}
            editor={editor}
            save="Save mine as draft"
          />
        )}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Announcements</legend>
        <div key={key} className="grid gap-4">
          {rows.slice(0, Math.min(rows.length, count + 1)).map((i) => (
            <section key={i} className="rounded-card border border-line bg-surface p-4 md:p-5">
              <h2 className="mb-3 flex flex-wrap items-baseline gap-x-3 text-xl">
                {shown[`text${i}`] ? `Announcement ${i + 1}` : "New announcement"}
                {standings[i] && <span className="font-sans text-sm text-muted">{standings[i]}</span>}
              </h2>
              <div className="grid gap-4">
                <Field required maxLength={160} hint="Empty: no announcement." {...field(`text${i}`)} />
                <LinkField
                  {...field(`link${i}`)}
                  choices={links}
                  chosen={shown[`link${i}`] ?? ""}
                  typed={shown[`link${i}Url`] ?? ""}
                  none="No link"
                />
                <div className="grid gap-4 sm:grid-cols-2">
                  <Field
                    type="datetime-local"
                    hint={`Time zone: ${zoneWords}. Empty: at once.`}
                    {...field(`startsAt${i}`)}
                  />
                  <Field type="datetime-local" hint="Empty: until you remove it." {...field(`endsAt${i}`)} />
                </div>
              </div>
            </section>
          ))}
          <FormSection title="Publish">
            <Field
              type="datetime-local"
              hint={`In the time zone ${zoneWords}. Empty: when you press Publish. Saving with a time schedules it.`}
              {...field("publishAt")}
            />
          </FormSection>
        </div>
      </fieldset>
      {mayEdit && <DraftBar {...{ outcome, pending, isLive, isConflict }} />}
    </form>
  );
}
