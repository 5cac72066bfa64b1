import type { ShopCurrencies } from "@securecart/core/money";
import { type Group, Settings, type Values } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import { Shop } from "@securecart/core/shop";
import type { z } from "zod";
import type { Signed } from "#app/_lib/staff-action";

/** Values of a form as text. A ticked box is "on"; several boxes of one name are the ticked values, one per line. */
export type FormValues = Record<string, string>;

type Shared = { name: string; label: string; hint?: string };

export type FieldSpec = Shared &
  (
    | {
        kind: "text";
        type?: "text" | "email" | "tel" | "url" | "color";
        inputMode?: "numeric" | "decimal";
        maxLength?: number;
        required?: boolean;
      }
    | { kind: "area"; rows: number; maxLength: number }
    | { kind: "select"; options: { value: string; label: string }[] }
    | { kind: "choice"; options: { value: string; label: string; hint: string }[] }
    | { kind: "check" }
    | { kind: "boxes"; options: { value: string; label: string }[] }
  );

export type Section = { title: string; hint?: string; fields: FieldSpec[] };

type Definition<Name extends Group, Shape extends z.ZodType<Partial<Values<Name>>>> = {
  group: Name;
  title: string;
  /** Purpose of the settings, and when a change takes effect. */
  intro: string;
  /** Sections with their fields; a group with amounts has one for each currency of the shop. */
  sections: Section[] | ((currencies: ShopCurrencies) => Section[]);
  /** Parses the form into values of the group. A missing choice is an error, not the default. */
  shape: Shape;
  toForm: (values: Values<Name>) => FormValues;
};

/** Defines the page of a group of settings, at `/admin/settings/<group>`. */
export function settingsForm<Name extends Group, Shape extends z.ZodType<Partial<Values<Name>>>>({
  group,
  shape,
  toForm,
  sections,
  ...words
}: Definition<Name, Shape>) {
  return {
    ...words,
    group,
    sections: async () => (typeof sections === "function" ? sections(await Shop.currencies()) : sections),
    read: async () => {
      const { value, ...rest } = await Settings.current(group);
      return { values: toForm(value), ...rest };
    },
    save: async (sent: unknown, by: Signed & { seen: number }) => {
      const change: Partial<Values<Name>> = shape.parse(sent);
      await SettingsCheck.change(group, change, by);
    },
  };
}

export type SettingsForm = ReturnType<typeof settingsForm>;
