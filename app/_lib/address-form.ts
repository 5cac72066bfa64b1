import { Place } from "@securecart/core/place";
import { z } from "zod";
import { type fields, type Outcome, type Refusal, typed } from "./attempt";

type Sent = ReturnType<typeof fields>;

/**
 * Parses a form with an address and resolves its place in one step, so that the error lists everything that is wrong.
 * Throws ZodError.
 */
export function parseWithPlace<Schema extends z.ZodType>(schema: Schema, sent: Sent): z.output<Schema> {
  const parsed = schema.safeParse(sent);
  const [country, city, region, postalCode] = ["country", "city", "region", "postalCode"].map((name) => {
    const value = sent[name];
    return typeof value === "string" ? value.slice(0, 500) : "";
  });
  const found = Place.resolve({
    country: country ?? "",
    city: city ?? "",
    region: region ?? "",
    postalCode: postalCode ?? "",
  });
  if (parsed.success && !found.refused) return parsed.data;
  throw new z.ZodError([
    ...(parsed.error?.issues ?? []),
    ...(found.refused
      ? [
          {
            code: "custom" as const,
            path: [found.refused],
            message: found.message,
            input: sent[found.refused],
          },
        ]
      : []),
  ]);
}

/**
 * Returns the sent values to show again with the fields of another country, or null when the form is to be saved.
 * Without JavaScript a button requests this. The Enter key presses that button too, but then the country is unchanged.
 */
export function shownAgain(form: FormData): Outcome | null {
  const { update, country, shownCountry, region: _, ...values } = typed(form);
  if (!update || !country || country === shownCountry) return null;
  return {
    ok: false,
    code: "form.shown_anew",
    message: "The address fields now match the country you chose.",
    values: { ...values, country },
    tone: "plain",
  };
}

/**
 * Returns a saved address in its country's current form. When it no longer resolves to a place, returns it as it was
 * saved, with the fields to correct.
 */
export function upToDate<Saved extends Place.TypedAddress>(saved: Saved) {
  const found = Place.resolve(saved);
  if (!found.refused) return { address: found.address, outdated: null };
  const { refused, code, message } = found;
  const outdated: Refusal = {
    ok: false,
    code,
    message: "Please check this address before you use it again.",
    fields: { [refused]: message },
  };
  return { address: saved, outdated };
}
