import { randomUUID } from "node:crypto";
import type { StaffMember } from "@securecart/core/staff";
import { Views } from "@securecart/core/views";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import { removeView, renameView, saveView } from "../(staff)/views/actions";
import { ActionForm } from "./action-form";

type SavedViewsProps = {
  list: Views.List;
  /** Filter and order of the page, as its URL has them. */
  query: Record<string, string | number | undefined>;
  staff: Pick<StaffMember, "staffId" | "roles">;
  /** Views that every shop has. */
  defaults?: { name: string; query: string }[];
};

/** Renders the views of a list as tabs, and forms to save, rename and remove one. One request, cached. */
export async function SavedViews({ list, query, staff, defaults = [] }: SavedViewsProps) {
  const { staffId, roles } = staff;
  const views = await Views.forStaff({ list, staffId });
  const here = Views.normalized(
    new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    ).toString(),
  );
  const current = views.find((view) => view.query === here);
  const isDefault = defaults.some((view) => view.query === here);
  const tabs = [
    ...defaults.map((view) => ({ ...view, key: view.name })),
    ...views.map(({ viewId: key, name, query }) => ({ key, name, query })),
  ];
  const mayChange = current && (current.staffId === staffId || (current.isShared && roles.includes("owner")));
  if (views.length === 0 && defaults.length === 0 && here === "") return null;
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line">
      <nav aria-label="Views" className="min-w-0">
        <ul className="-mb-px flex gap-x-4 overflow-x-auto">
          {tabs.map(({ key, ...view }) => (
            <li key={key}>
              <Tab path={`/admin/${list}`} view={view} isHere={view.query === here} />
            </li>
          ))}
        </ul>
      </nav>
      {here !== "" && !current && !isDefault && <Save list={list} query={here} />}
      {mayChange && <Change key={current.viewId} list={list} view={current} />}
    </div>
  );
}

type TabProps = { path: string; view: { name: string; query: string }; isHere: boolean };

function Tab({ path, view: { name, query }, isHere }: TabProps) {
  return (
    <Link
      href={query ? `${path}?${query}` : path}
      aria-current={isHere ? "page" : undefined}
      className={classes(
        "inline-flex min-h-10 items-center border-b-2 px-1 whitespace-nowrap",
        isHere ? "border-accent font-medium" : "border-transparent text-muted hover:text-ink",
      )}
    >
      {name}
    </Link>
  );
}

function Save({ list, query }: { list: Views.List; query: string }) {
  return (
    <details>
      <summary className="flex min-h-10 items-center text-link">Save view</summary>
      <ActionForm
        action={saveView}
        hidden={{ list, query, requestId: randomUUID() }}
        fields={[{ name: "name", label: "Name of the view", required: true, maxLength: 40 }]}
        button="Save"
        look="quiet"
        className="max-w-sm pb-4"
      >
        <label className="flex min-h-10 items-center gap-2">
          <input type="checkbox" name="shared" value="on" className="size-5 accent-accent" />
          For all staff
        </label>
      </ActionForm>
    </details>
  );
}

function Change({ list, view: { viewId, name } }: { list: Views.List; view: Views.View }) {
  const hidden = () => ({ list, viewId, requestId: randomUUID() });
  return (
    <details>
      <summary className="flex min-h-10 items-center text-link">Change view</summary>
      <div className="grid max-w-sm gap-3 pb-4">
        <ActionForm
          action={renameView}
          hidden={hidden()}
          fields={[{ name: "name", label: "Name of the view", required: true, maxLength: 40, value: name }]}
          button="Rename"
          look="quiet"
        />
        <ActionForm action={removeView} hidden={hidden()} button="Remove view" look="plain" />
      </div>
    </details>
  );
}
