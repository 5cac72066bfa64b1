"use client";

import { useActionState } from "react";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import type { LinkGroup } from "../content/link-choices";
import { type MenuOutcome, saveMenu } from "./actions";
import type { MenuName, Row } from "./rows";

type MenuFormProps = {
  menu: MenuName;
  requestId: string;
  version: number;
  rows: Row[];
  links: LinkGroup[];
  mayEdit: boolean;
};

const levels: Record<MenuName, { one: string; two: string }> = {
  header: { one: "In the header", two: "Below the entry above" },
  footer: { one: "Title of a column", two: "In the column" },
};

/** Renders the rows of a menu. Moving and removing rows works without JavaScript and saves nothing yet; saving does not publish. */
export function MenuForm({ menu, requestId, version, rows, links, mayEdit }: MenuFormProps) {
  const [outcome, submit, pending] = useActionState<MenuOutcome | null, FormData>(saveMenu, null);
  const refused = outcome?.ok === false ? outcome : null;
  const shown = refused?.rows ?? rows;
  const isConflict = refused?.code === "content.changed";
  const seen = refused?.seen ?? `${version}`;
  return (
    <form action={submit} noValidate>
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="menu" value={menu} />
      <input type="hidden" name="seen" value={seen} />
      <div role="alert">
        {refused?.message && (
          <Notice tone="bad" className="mb-4">
            <p className="font-medium">{refused.message}</p>
            {isConflict && <Saved rows={rows} words={levels[menu]} />}
          </Notice>
        )}
      </div>
      <fieldset disabled={!mayEdit} className="min-w-0">
        <legend className="sr-only">Entries</legend>
        <ol
          key={JSON.stringify([shown, refused?.fields])}
          className="divide-y divide-line border-y border-line"
        >
          {Object.entries(shown).map(([key, row]) => (
            <MenuRow
              key={key}
              id={`${menu}-`}
              at={Number(key)}
              count={shown.length}
              row={row}
              links={links}
              words={levels[menu]}
              errors={refused?.fields ?? {}}
              mayEdit={mayEdit}
            />
          ))}
        </ol>
      </fieldset>
      {mayEdit && (
        <div className="mt-4 flex flex-wrap items-center gap-4">
          <Button name="intent" value="save" busy={pending}>
            {isConflict ? "Save mine as draft" : `Save draft of the ${menu}`}
          </Button>
          <Button look="quiet" name="intent" value="more" busy={pending}>
            More empty rows
          </Button>
          <div role="status">
            {outcome?.ok && !pending && <p className="font-medium text-accent">{outcome.message}</p>}
          </div>
        </div>
      )}
    </form>
  );
}

/** Renders the menu that another staff member has saved meanwhile. */
function Saved({ rows, words }: { rows: Row[]; words: { one: string; two: string } }) {
  return (
    <>
      <p className="mt-2">The form keeps what you typed; saving again replaces what is saved now:</p>
      <ol className="mt-1 list-decimal pl-6">
        {Object.entries(rows)
          .filter(([, { label }]) => label)
          .map(([key, { label, level }]) => (
            <li key={key}>
              {label} <span className="text-muted">({level === "2" ? words.two : words.one})</span>
            </li>
          ))}
      </ol>
    </>
  );
}

type MenuRowProps = {
  id: string;
  at: number;
  count: number;
  row: Row;
  links: LinkGroup[];
  words: { one: string; two: string };
  errors: Record<string, string>;
  mayEdit: boolean;
};

function MenuRow({ id, at, count, row, links, words, errors, mayEdit }: MenuRowProps) {
  const number = at + 1;
  const [labelError, linkError] = [errors[`label${at}`], errors[`link${at}`]];
  const described = (error: string | undefined, name: string) => ({
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? `${id}${name}-error` : undefined,
  });
  return (
    <li
      className={`group/row grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 py-2 md:grid-cols-[minmax(0,1.1fr)_minmax(0,1.4fr)_minmax(0,1fr)_auto] ${row.level === "2" ? "pl-6" : ""}`}
    >
      <div className="col-span-2 md:col-span-1">
        <input
          aria-label={`Label ${number}`}
          name={`label${at}`}
          defaultValue={row.label}
          maxLength={60}
          placeholder="Label"
          autoComplete="off"
          {...described(labelError, `label${at}`)}
          className={controlClasses}
        />
        <Wrong id={`${id}label${at}-error`} error={labelError} />
      </div>
      <div className="col-span-2 grid gap-2 md:col-span-1">
        <select
          aria-label={`Link ${number}`}
          name={`link${at}`}
          defaultValue={row.chosen}
          {...described(linkError, `link${at}`)}
          className={controlClasses}
        >
          <option value="">No link</option>
          {links.map(({ label, options }) => (
            <optgroup key={label} label={label}>
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </optgroup>
          ))}
          {!isKnown(row.chosen, links) && <option value={row.chosen}>No longer in the shop</option>}
          <option value="url">Another address…</option>
        </select>
        <input
          aria-label={`Address ${number}`}
          name={`link${at}Url`}
          defaultValue={row.typed}
          maxLength={2000}
          placeholder="https://… or /…"
          autoComplete="off"
          className={`${controlClasses} hidden group-has-[option[value=url]:checked]/row:block`}
        />
        <Wrong id={`${id}link${at}-error`} error={linkError} />
      </div>
      <select
        aria-label={`Place ${number}`}
        name={`level${at}`}
        defaultValue={row.level}
        className={controlClasses}
      >
        <option value="1">{words.one}</option>
        <option value="2">{words.two}</option>
      </select>
      {mayEdit && (
        <div className="flex gap-1">
          <Move intent={`up:${at}`} label={`Move row ${number} up`} face="↑" isOff={at === 0} />
          <Move intent={`down:${at}`} label={`Move row ${number} down`} face="↓" isOff={at === count - 1} />
          <Move intent={`remove:${at}`} label={`Remove row ${number}`} face="×" isOff={false} />
        </div>
      )}
    </li>
  );
}

const isKnown = (chosen: string, links: LinkGroup[]) =>
  chosen === "" ||
  chosen === "url" ||
  links.some(({ options }) => options.some(({ value }) => value === chosen));

const Wrong = ({ id, error }: { id: string; error: string | undefined }) =>
  error ? (
    <p id={id} className="text-sm font-medium text-danger">
      {error}
    </p>
  ) : null;

type MoveProps = { intent: string; label: string; face: string; isOff: boolean };

const Move = ({ intent, label, face, isOff }: MoveProps) => (
  <button
    type="submit"
    name="intent"
    value={intent}
    aria-label={label}
    title={label}
    disabled={isOff}
    className="size-11 rounded-control border border-edge bg-surface hover:border-ink disabled:cursor-not-allowed disabled:border-line disabled:text-muted"
  >
    {face}
  </button>
);
