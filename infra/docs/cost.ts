import assumptions from "./assumptions.json";
import { byService, idleUses, monthUses, pageMilliseconds, readSite, type Site, trafficUses } from "./bill";
import type { Inventory } from "./inventory";
import { dollars, grouped, percent, table } from "./markdown";
import { costOf, priceList, priceOf, together, total, type Use } from "./prices";
import { switchCosts } from "./switches";
import { countsOf, measured, type Profile, polling, profiles } from "./traffic";

type Bill = { profile: Profile; uses: Use[]; sum: bigint; orders: bigint };

/** Writes the generated tables of docs/cost.md. */
export function costBlocks(inventory: Inventory): Record<string, string> {
  const site = readSite(inventory.always);
  const bills = profiles.map((profile) => {
    const uses = monthUses(profile, site, inventory.always);
    return { profile, uses, sum: total(uses), orders: countsOf(profile).orders };
  });
  return {
    dates: dates(),
    total: summary(bills),
    services: services(bills, site, inventory),
    largest: largest(bills),
    polling: pollingCosts(bills, site),
    switches: switchCosts(site, inventory),
    pages: pageCosts(site),
    profiles: profileTable(),
    behavior: behaviorTable(),
    prices: prices(bills),
  };
}

const dates = () =>
  table(
    ["processor time measured", "prices of", "region", "currency"],
    [[measured.date, priceList.date, priceList.region, priceList.currency]],
  );

function summary(bills: readonly Bill[]): string {
  const rows = bills.map(({ profile, sum, orders }) => [
    `${profile.name} page views`,
    grouped(countsOf(profile).visits),
    grouped(orders),
    `**${dollars(sum)}**`,
    dollars(sum / orders),
    dollars((sum * 1000n) / profile.pageViews),
  ]);
  const head = ["a month of", "visits", "orders", "cost", "per order", "per 1,000 page views"];
  return table(head, rows, [1, 2, 3, 4, 5]);
}

function services(bills: readonly Bill[], site: Site, { always }: Inventory): string {
  const smallest = profiles[0] as Profile;
  const columns = [idleUses(smallest, site, always), ...bills.map(({ uses }) => uses)];
  const each = columns.map(byService);
  const names = [...new Set(each.toReversed().flatMap((costs) => [...costs.keys()]))];
  return table(
    ["service", "no visitors", ...bills.map(({ profile }) => profile.name)],
    [
      ...names.map((name) => [name, ...each.map((costs) => dollars(costs.get(name) ?? 0n))]),
      ["**total**", ...columns.map((uses) => `**${dollars(total(uses))}**`)],
    ],
    [1, 2, 3, 4],
  );
}

function largest(bills: readonly Bill[]): string {
  const rows = bills.map(({ profile, uses, sum }) => [
    profile.name,
    ...uses
      .map((use) => ({ ...priceOf(use.price), cost: costOf(use) }))
      .sort((one, other) => Number(other.cost - one.cost))
      .slice(0, 3)
      .map(({ service, what, cost }) => `${service}, ${what}: ${percent(cost, sum)}`),
  ]);
  return table(["profile", "largest", "second", "third"], rows);
}

/** Compares the polling intervals of the pages with none and with others. */
function pollingCosts(bills: readonly Bill[], site: Site): string {
  const never = 10n ** 15n;
  const { scarceStock, plentifulStock } = polling;
  const rows = bills.map(({ profile, sum }) => {
    const cost = total(trafficUses(profile, site));
    const more = (intervals: Partial<typeof polling>) =>
      total(trafficUses(profile, site, { ...polling, ...intervals })) - cost;
    return [
      profile.name,
      grouped(countsOf(profile).stockPolls),
      percent(-more({ scarceStock: never, plentifulStock: never }), sum),
      dollars(more({ plentifulStock: scarceStock })),
      dollars(more({ scarceStock: plentifulStock })),
    ];
  });
  const every = (interval: bigint) => `all every ${Number(interval) / 1000} s`;
  const head = ["profile", "polls", "share of the bill", every(scarceStock), every(plentifulStock)];
  return table(head, rows, [1, 2, 3, 4]);
}

function pageCosts({ pages, handlers }: Site): string {
  const edge = ["cloudfront.requests", "waf.requests", "cloudfront.functions"];
  const cost = (memory: number) => BigInt(memory * pageMilliseconds("listing", memory));
  const listing = (memory: number) => `${pageMilliseconds("listing", memory)} ms with ${memory} MB`;
  return table(
    ["figure", "value"],
    [
      [
        "a million pages from the edge cache",
        dollars(edge.reduce((sum, price) => sum + lastTier(price), 0n)),
      ],
      ["more for a million cached pages that miss the edge", dollars(perMillionPages("cached", pages))],
      ["more for a million listings, rendered on request", dollars(perMillionPages("listing", pages))],
      ["a listing on a whole processor", listing(pages.memory)],
      [
        "a listing on less memory",
        `${listing(512)}, for ${percent(cost(512), cost(pages.memory))} of the price`,
      ],
      ["average memory of the other functions", `${handlers.memory} MB`],
    ],
    [1],
  );
}

/** Returns the cost of a million units beyond every free allowance. */
function lastTier(price: string): bigint {
  const far = 10n ** 10n;
  return costOf({ price, quantity: far + 1_000_000n }) - costOf({ price, quantity: far });
}

function perMillionPages(kind: "cached" | "listing", { memory, arm }: Site["pages"]): bigint {
  const spent = BigInt(pageMilliseconds(kind, memory) * memory) * 1_000_000n;
  return (
    total([
      { price: arm ? "lambda.arm" : "lambda.x86", quantity: spent },
      { price: "edge.requests", quantity: 1_000_000n },
      ...(kind === "listing" ? [{ price: "dynamo.read", quantity: 12_000n * 1_000_000n }] : []),
    ]) + lastTier("lambda.requests")
  );
}

const share = (permille: number) => `${permille / 10} %`;

const profileTable = () =>
  table(
    ["profile", "products", "cached pages", "pictures", "scarce stock", "plentiful stock"],
    profiles.map(({ name, products, edge }) => [
      name,
      grouped(products),
      ...[edge.pages, edge.pictures, edge.scarceStock, edge.plentifulStock].map(share),
    ]),
    [1, 2, 3, 4, 5],
  );

function behaviorTable(): string {
  const assumed = Object.values(assumptions.behavior).map((one) => [
    one.what,
    "value" in one ? grouped(one.value) : share(one.permille),
  ]);
  const times = Object.entries(measured.pages).map(([kind, { cpuMicroseconds }]) => [
    `processor time: ${kind}`,
    `${(cpuMicroseconds / 1000).toFixed(1)} ms`,
  ]);
  const read = [
    ["bytes of scripts in a first visit", grouped(measured.scriptBytes)],
    ["polling interval of scarce stock", `${polling.scarceStock} ms`],
    ["polling interval of plentiful stock", `${polling.plentifulStock} ms`],
  ];
  return table(["assumed or measured", "value"], [...assumed, ...times, ...read], [1]);
}

function prices(bills: readonly Bill[]): string {
  const rows = together(...bills.map(({ uses }) => uses))
    .map(({ price }) => ({ id: price, ...priceOf(price) }))
    .sort((one, other) => one.service.localeCompare(other.service) || one.id.localeCompare(other.id))
    .map(({ service, what, unit, tiers, page }) => [
      service,
      what,
      unit,
      tiers
        .map(({ from, dollars }) =>
          from === "0" ? `$${dollars}` : `from ${grouped(Number(from))} $${dollars}`,
        )
        .join(", "),
      page,
    ]);
  return table(["service", "what", "unit", "price", "page"], rows);
}
