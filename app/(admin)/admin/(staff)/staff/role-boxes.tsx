import { type Role, Staff } from "@securecart/core/staff";
import { useId } from "react";

const words: Record<Role, { name: string; hint: string }> = {
  owner: { name: "Owner", hint: "everything, including staff" },
  catalog: { name: "Catalog", hint: "products and their texts" },
  support: { name: "Support", hint: "orders, refunds, returns" },
  warehouse: { name: "Warehouse", hint: "packing, shipping, stock" },
  "read-only": { name: "Read only", hint: "sees everything, changes nothing" },
};

export function RoleBoxes({ held }: { held: readonly Role[] }) {
  const id = useId();
  return (
    <fieldset className="grid gap-1" aria-describedby={`${id}-hint`}>
      <legend className="font-medium">Roles</legend>
      <p id={`${id}-hint`} className="text-sm text-muted">
        A person can have several roles.
      </p>
      {Staff.roles.map((role) => (
        <label key={role} className="flex min-h-9 items-center gap-2">
          <input
            type="checkbox"
            name="roles"
            value={role}
            defaultChecked={held.includes(role)}
            className="size-5 shrink-0 accent-accent"
          />
          <span>
            {words[role].name} <span className="text-sm text-muted">{words[role].hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
