import { Clock } from "#platform/clock";
import { Money, type SaleCurrency, saleCurrencies } from "#platform/money";
import { Settings } from "#platform/settings";
import { type Sales, SalesFigures } from "#sales/sales-figures";

/**
 * Returns the sales of today and of the week since Monday, and those of the same day and the same days of last week. Days
 * are in the shop's time zone. One request, and one for the zone when it was not read within a second.
 */
export async function sales() {
  const zone = await Settings.timeZone();
  const today = Settings.dayIn(zone, Clock.iso());
  const dayBefore = (count: number) => Settings.dayBefore(today, count);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const week = Array.from({ length: sinceMonday + 1 }, (_, i) => dayBefore(i));
  const lastWeek = week.map((_, i) => dayBefore(i + 7));
  const days = await SalesFigures.byDay({ days: [...week, ...lastWeek] });
  const sum = (some: string[]) => add(some.flatMap((day) => days[day] ?? []));
  return {
    zone,
    today: { now: sum([today]), before: sum([dayBefore(7)]) },
    week: { now: sum(week), before: sum(lastWeek) },
  };
}

function add(all: Sales[]): Sales {
  const sum = (currency: SaleCurrency) =>
    all.reduce((total, { amounts }) => total + (amounts[currency] ?? 0), 0);
  const amounts = Money.amountsFor(saleCurrencies, (currency) => sum(currency) || null);
  return { orders: all.reduce((orders, day) => orders + day.orders, 0), amounts };
}
