import type { Shipping, ShippingMethod, ShippingZone } from "#platform/settings";

/** First and last day of a delivery, "2026-12-03". Both are the same for a single day. */
export type DateRange = { from: string; to: string };

type Moment = { shipping: Shipping; timeZone: string; at: string };

/** Longest search for a working day, in days: more is a calendar without any. */
const longestSearch = 400;

/**
 * Returns the days on which a parcel arrives that is ordered now, or null when the method promises none. An order after the
 * cut-off time counts as placed on the next working day of the shop; handling counts the shop's working days, transit
 * those of the destination.
 */
export function promiseOf(
  { shipping: { handling }, timeZone, at }: Moment,
  { holidays }: Pick<ShippingZone, "holidays">,
  { transit }: Pick<ShippingMethod, "transit">,
): DateRange | null {
  if (!transit) return null;
  const isOpen = (day: string) =>
    handling.workingDays.some((weekday) => weekday === weekdayOf(day)) && !isListed(handling.closedDays, day);
  const isDelivery = (day: string) => weekdayOf(day) <= 5 && !isListed(holidays, day);
  const { day, time } = localTime(at, timeZone);
  const placed = firstOn(time < handling.cutOff ? day : nextDay(day), isOpen);
  const sent = placed && after(placed, handling.days, isOpen);
  if (!sent) return null;
  const from = after(sent, transit.min, isDelivery);
  const to = after(sent, transit.max, isDelivery);
  return from && to ? { from, to } : null;
}

/** Returns the day and the time of day of a moment in a time zone: "2026-12-03", "14:00". */
export function localTime(at: string, timeZone: string) {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string) {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formatters.set(timeZone, made);
  return made;
}

/** Returns the working day that is so many working days after a day; with 0, the day itself or the first one after it. */
function after(day: string, count: number, isWorking: (day: string) => boolean): string | null {
  let found: string | null = count === 0 ? firstOn(day, isWorking) : day;
  for (let i = 0; found && i < count; i++) found = firstOn(nextDay(found), isWorking);
  return found;
}

function firstOn(day: string, isWorking: (day: string) => boolean): string | null {
  for (let i = 0, one = day; i < longestSearch; i++, one = nextDay(one)) if (isWorking(one)) return one;
  return null;
}

const isListed = (days: string[], day: string) => days.includes(day) || days.includes(day.slice(5));

/** Returns the day after a day of the calendar; clocks that change have no part in it. */
const nextDay = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Returns 1 for Monday to 7 for Sunday. */
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Formats a range as shoppers read it: "Thu 3 – Mon 7 Dec", "Wed 30 Dec – Mon 4 Jan", "Thu 3 Dec". */
export function formatPromise({ from, to }: DateRange) {
  const text = (day: string, isWhole: boolean) => {
    const date = new Date(`${day}T00:00:00Z`);
    const part = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" }).format(date);
    return [
      part({ weekday: "short" }),
      part({ day: "numeric" }),
      ...(isWhole ? [part({ month: "short" })] : []),
    ].join(" ");
  };
  if (from === to) return text(from, true);
  return `${text(from, from.slice(0, 7) !== to.slice(0, 7))} – ${text(to, true)}`;
}
