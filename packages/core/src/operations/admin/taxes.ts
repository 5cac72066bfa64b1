import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { TaxedArea, type Taxes, TaxesShape, taxTemplates } from "#platform/settings";
import { editSettings, present, refuseUnlessSeen } from "./edit-settings";
import { Act } from "./recorded";

const Seen = Act.extend({
  /** Digest of what the form showed, see `digestOf`. */
  seen: z.string().max(40),
});

/** Returns what the form of the registrations edits. */
export const registrationPart = ({ home, registrations }: Taxes) => ({ home, registrations });

const SaveRegistrations = Seen.extend(TaxesShape.pick({ home: true, registrations: true }).shape);

/** Saves where the seller is at home and registered. Throws `settings.changed`. */
export const saveRegistrations = fn(SaveRegistrations, ({ home, registrations, seen, ...act }) =>
  editSettings("taxes", act, (taxes) => {
    refuseUnlessSeen(registrationPart(taxes), seen);
    return { home, registrations };
  }),
);

const SaveArea = Seen.extend({ isNew: z.boolean(), entry: TaxedArea });

/** Saves the tax rates of an area. Throws `taxes.exists` for a new one that exists, `settings.changed`, `settings.gone`. */
export const saveTaxArea = fn(SaveArea, ({ isNew, entry, seen, ...act }) =>
  editSettings("taxes", act, ({ areas }) => {
    const known = areas.find(({ area }) => area === entry.area);
    if (!isNew) {
      refuseUnlessSeen(present(known), seen);
      return { areas: areas.map((one) => (one.area === entry.area ? entry : one)) };
    }
    if (known)
      throw new DomainError("conflict", "taxes.exists", "This area has rates already. Change those.", "area");
    return { areas: [...areas, entry] };
  }),
);

/** Removes the tax rates of an area: no tax is charged there any more. Throws `settings.changed`, `settings.gone`. */
export const removeTaxArea = fn(Seen.extend({ area: z.string().max(20) }), ({ area, seen, ...act }) =>
  editSettings("taxes", act, ({ areas }) => {
    refuseUnlessSeen(present(areas.find((one) => one.area === area)), seen);
    return { areas: areas.filter((one) => one.area !== area) };
  }),
);

const Apply = Act.extend({ template: z.enum(["europe", "states"]) });

/** Adds the rates and registrations of a template that the settings lack. What is there already stays as it is. */
export const applyTaxTemplate = fn(Apply, ({ template, ...act }) =>
  editSettings("taxes", act, ({ areas, registrations }) => {
    const added = taxTemplates[template];
    const has = (all: { area: string }[], one: { area: string }) => all.some(({ area }) => area === one.area);
    return {
      areas: [...areas, ...added.areas.filter((one) => !has(areas, one))],
      registrations: [...registrations, ...added.registrations.filter((one) => !has(registrations, one))],
    };
  }),
);
