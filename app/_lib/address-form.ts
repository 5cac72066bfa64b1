import { Place } from "@securecart/core/place";
import { z } from "zod";
import { type fields, type Outcome, type Refusal, typed } from "./attempt";

type Sent = ReturnType<typeof fields>;

/**
 * Parses a form with an address, and finds its place in the same breath, so that whoever sends it hears all that is
 * wrong at once. Throws ZodError.
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
 * Returns the form as it was sent, to be shown with the fields of another country; null when it was sent to be saved.
 * A browser without JavaScript asks for that by a button, which the Enter key presses too: then nothing changed.
 */
export function shownAnew(form: FormData): Outcome | null {
  const { update, country, shownCountry, region: _, ...values } = typed(form);
  if (!update || !country || country === shownCountry) return null;
  return {
    ok: false,
    code: "form.shown_anew",
    message: "The address fields now follow the country that you chose.",
    values: { ...values, country },
    tone: "plain",
  };
}

/**
 * Returns an address that was saved before as its country writes it today; when it has no place any more, as it was
 * saved, with what to correct.
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
