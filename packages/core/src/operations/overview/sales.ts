import { Clock } from "#platform/clock";
import { saleCurrencies } from "#platform/money";
import { type Sales, SalesFigures } from "#sales/sales-figures";

/**
 * Returns the sales of today and of the week since Monday, and those of the same day and the same days of last week. Days
 * are in UTC. One request.
 */
export async function sales() {
  const today = dayBefore(0);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const week = Array.from({ length: sinceMonday + 1 }, (_, i) => dayBefore(i));
  const lastWeek = week.map((_, i) => dayBefore(i + 7));
  const days = await SalesFigures.byDay({ days: [...week, ...lastWeek] });
  const sum = (some: string[]) => add(some.flatMap((day) => days[day] ?? []));
  return {
    today: { now: sum([today]), before: sum([dayBefore(7)]) },
    week: { now: sum(week), before: sum(lastWeek) },
  };
}

/** Returns the day so many days ago, "2026-03-31". */
const dayBefore = (days: number) => Clock.iso(-days * 24 * 3600).slice(0, 10);

function add(all: Sales[]): Sales {
  const amounts = { USD: 0, EUR: 0 };
  for (const day of all) for (const currency of saleCurrencies) amounts[currency] += day.amounts[currency];
  return { orders: all.reduce((orders, day) => orders + day.orders, 0), amounts };
}
