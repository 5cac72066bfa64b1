import { byService, idleUses, monthUses, pageMilliseconds, readSite, type Site, trafficUses } from "./bill";
import type { Inventory } from "./evidence";
import { dollars, grouped, percent, table } from "./markdown";
import { costOf, priceList, priceOf, together, total, type Use } from "./prices";
import { switching } from "./switch-costs";
import { behavior, countsOf, measured, type Profile, polling, profiles } from "./traffic";

type Bill = { profile: Profile; uses: Use[]; sum: bigint; orders: bigint };

/** docs/cost.md: what a month costs, of what, and how it would change. */
export function writeCost(inventory: Inventory): string {
  const site = readSite(inventory.always);
  const bills = profiles.map((profile) => {
    const uses = monthUses(profile, site, inventory.always);
    return { profile, uses, sum: total(uses), orders: countsOf(profile).orders };
  });
  return `${[
    introduction(),
    summary(bills),
    services(bills, site, inventory),
    drivers(bills, site),
    switching(site, inventory),
    strategies(site, inventory),
    assumptions(),
    prices(bills),
  ].join("\n\n")}\n`;
}

const introduction = () => `# What it costs

<!-- Written by \`npm run docs\` from infra/docs and the synthesized production stage. Do not edit by hand. -->

A month of the production stage on AWS, as \`stacks/\` deploys it, for three sizes of a shop. The bill is arithmetic, not
an offer: what a page asks of the table is quoted from [the data model](data-model.md), what it costs in processor time
was measured (${measured.date}), memory sizes, alarms and rules are read from the synthesized stage, and the prices are
${priceList.region} list prices of ${priceList.date} in a table that must be renewed (\`infra/docs/prices.json\`). How shoppers behave is assumed;
the assumptions stand below. Not in it: taxes, support plans, domain registration and what Stripe takes of each payment,
which is far more than all of this.`;

function summary(bills: readonly Bill[]): string {
  const rows = bills.map(({ profile, sum, orders }) => [
    `${profile.name} page views`,
    grouped(countsOf(profile).visits),
    grouped(orders),
    `**${dollars(sum)}**`,
    dollars(sum / orders),
    dollars((sum * 1000n) / profile.pageViews),
  ]);
  return `## The sum

${table(["a month of", "visits", "orders", "costs", "an order", "1,000 page views"], rows, [1, 2, 3, 4, 5])}`;
}

/** What moves each service's part of the bill. */
const movers: Record<string, string> = {
  CloudFront: "requests; bytes of pictures beyond the first TB",
  WAF: "rules by the month, then every request that it looks at",
  Lambda: "pages that are not kept, questions for stock that the edge could not answer",
  "Lambda@Edge": "requests that go on to the shop, signed at the edge",
  DynamoDB: "rows written by orders; stock read",
  SNS: "text messages: the dearest thing that an order may ask for",
  SES: "four letters an order",
  CloudWatch: "alarms by the month, then bytes of log lines",
  "X-Ray": "one call a second and a twentieth of the rest",
  "Step Functions": "steps of each order",
  S3: "kept pages written anew; pictures stored",
  SQS: "pollers that wait at empty queues, then messages",
  "Route 53": "the zone, and a health check by TLS",
  EventBridge: "events of each order",
  "API Gateway": "webhooks",
};

function services(bills: readonly Bill[], site: Site, { always }: Inventory): string {
  const [smallest] = profiles;
  if (!smallest) return "";
  const idle = byService(idleUses(smallest, site, always));
  const each = bills.map(({ uses }) => byService(uses));
  const names = [...new Set(each.toReversed().flatMap((services) => [...services.keys()]))];
  const rows = names.map((name) => [
    name,
    dollars(idle.get(name) ?? 0n),
    ...each.map((services) => dollars(services.get(name) ?? 0n)),
    movers[name] ?? "",
  ]);
  const sums = [total(idleUses(smallest, site, always)), ...bills.map(({ sum }) => sum)];
  return `## By service

A shop that nobody visits costs its alarms, its firewall's rules, its name, and the pollers at its queues. There is no
server in it and nothing else that is paid by the hour.

${table(
  ["service", "nobody", ...bills.map(({ profile }) => profile.name), "moved by"],
  [...rows, ["**sum**", ...sums.map((sum) => `**${dollars(sum)}**`), ""]],
  [1, 2, 3, 4],
)}`;
}

function drivers(bills: readonly Bill[], site: Site): string {
  const rows = bills.map(({ profile, uses, sum }) => {
    const dearest = uses
      .map((use) => ({ ...priceOf(use.price), cost: costOf(use) }))
      .sort((one, other) => Number(other.cost - one.cost))
      .slice(0, 3)
      .map(({ service, what, cost }) => `${service}, ${what}: ${percent(cost, sum)}`);
    return [profile.name, dearest.join("<br>"), percent(stockPart(profile, site), sum)];
  });
  const against = (asked: typeof polling) =>
    bills
      .map(({ profile }) => ({
        name: profile.name,
        difference: total(trafficUses(profile, site)) - total(trafficUses(profile, site, asked)),
      }))
      .map(({ name, difference }) => `${dollars(difference < 0n ? -difference : difference)} at ${name}`)
      .join(", ");
  return `## What dominates

${table(["profile", "three dearest entries", "live stock in all"], rows, [2])}

An open product page asks for its stock while its button is in sight and somebody is there: each ${seconds(polling.stock)} s of what is scarce, of
plenty each ${seconds(polling.plenty)} s, ${grouped(countsOf({ ...profiles[0], pageViews: 1_000n } as Profile).stockAsked)} times in a thousand page views, and each question passes the firewall and the edge. That
buys a page that says *Sold out* within two seconds. Asking each ${seconds(polling.stock)} s of everything would add ${against({ ...polling, plenty: polling.stock })};
asking each ${seconds(polling.plenty)} s of what is scarce as well would save ${against({ ...polling, stock: polling.plenty })}: the next thing to turn when
the bill matters (\`app/(shop)/product/[slug]/buy.tsx\`).`;
}

/** What live stock costs, in all services: the month with it less the month without. */
function stockPart(profile: Profile, site: Site): bigint {
  const never = { ...polling, stock: 10n ** 15n, plenty: 10n ** 15n };
  return total(trafficUses(profile, site)) - total(trafficUses(profile, site, never));
}

const seconds = (milliseconds: bigint) => String(Number(milliseconds) / 1000);

function strategies({ pages, handlers }: Site, { always }: Inventory): string {
  const rows = [
    [
      "Rightsizing",
      `Pages have ${pages.memory} MB, because that is one whole processor: a listing takes ${pageMilliseconds("listing", pages.memory)} ms there and ${pageMilliseconds("listing", 512)} ms with 512 MB, for ${percent(BigInt(512 * pageMilliseconds("listing", 512)), BigInt(pages.memory * pageMilliseconds("listing", pages.memory)))} of the money and a shopper who waits. Handlers wait more than they compute and have ${handlers.memory} MB on average. Measure again with \`npm run docs -- --measure\`.`,
    ],
    [
      "Autoscaling",
      "Functions, queues and a table on demand need no policy. Behind switches: containers by processor, memory and requests; their machines by the tasks that wait; bought table capacity by its use.",
    ],
    [
      "Savings plans, reserved capacity",
      "Nothing to reserve as long as nothing stands there. When a year of steady use is known: a compute savings plan takes about 12 % off Lambda and about 20 % off Fargate, reserved table capacity about half off what is provisioned, reserved nodes about a third off the cache. Buy for the base load only.",
    ],
    [
      "Tiered storage",
      `${always.filter(({ type }) => type === "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").length} buckets have lifecycle rules: old versions go to infrequent access and then away, search indexes and broken uploads are deleted. Logs end after their retention, events leave the archive after a month, rows of sessions and attempts by TTL.`,
    ],
    [
      "Serverless, pay per use",
      "The default everywhere: the bill of a shop without visitors is the first column above.",
    ],
    [
      "Caching",
      `A page that the edge has costs ${perMillion("cloudfront.requests", "waf.requests", "cloudfront.functions")} a million; one that it has not costs ${dollars(perMillionPages("kept", pages))} more, and a listing made by the shop ${dollars(perMillionPages("listing", pages))} more.`,
    ],
    [
      "Managed services",
      "Nothing to patch, and no person on the bill who would: the table, the queues, the bus, the workflow and the firewall are AWS's to run.",
    ],
    [
      "Seeing it",
      "Every resource carries the stage as a tag, a budget warns at four fifths of the stage's limit and when the month is forecast to pass it, and the test of this page fails when a resource of an unknown price is added.",
    ],
  ];
  return `## Strategies, and what we do

${table(["strategy", "here"], rows)}`;
}

const perMillion = (...prices: string[]) => dollars(prices.reduce((sum, price) => sum + lastTier(price), 0n));

/** A million beyond any free allowance. */
function lastTier(price: string): bigint {
  const far = 10n ** 10n;
  return costOf({ price, quantity: far + 1_000_000n }) - costOf({ price, quantity: far });
}

function perMillionPages(kind: "kept" | "listing", { memory, arm }: Site["pages"]): bigint {
  const spent = BigInt(pageMilliseconds(kind, memory) * memory) * 1_000_000n;
  return (
    total([
      { price: arm ? "lambda.arm" : "lambda.x86", quantity: spent },
      { price: "edge.requests", quantity: 1_000_000n },
      ...(kind === "listing" ? [{ price: "dynamo.read", quantity: 12_000n * 1_000_000n }] : []),
    ]) + lastTier("lambda.requests")
  );
}

function assumptions(): string {
  const share = (permille: number) => `${permille / 10} %`;
  const { mix } = behavior;
  const rows = [
    [
      "page views",
      `home, category, product ${share(mix.kept)}, of all ${share(behavior.productViews)} products; search and filters ${share(mix.listing)}; cart ${share(mix.cart)}; checkout ${share(mix.checkout)}; orders ${share(mix.order)}`,
    ],
    [
      "a visit",
      `${behavior.pagesPerVisit} pages; ${share(behavior.ordersPerVisit)} end in an order of ${behavior.linesPerOrder} lines, as many again reach the payment page and do not pay; ${share(behavior.addsPerVisit)} put something into the cart; ${share(behavior.firstVisits)} are first visits and fetch ${behavior.filesPerVisit} files of ${grouped(measured.scriptBytes)} bytes together`,
    ],
    [
      "a page",
      `${behavior.picturesPerPage} pictures of ${grouped(behavior.pictureBytes)} bytes that the browser does not have, ${behavior.prefetchesPerPage} page fetched ahead`,
    ],
    [
      "a product page",
      `is looked at for ${behavior.secondsOnProduct} s, ${share(behavior.buttonInSight)} of them with its button in sight; ${share(behavior.scarceViews)} are of something scarce and ask for its stock each ${seconds(polling.stock)} s, the others each ${seconds(polling.plenty)} s (read from the page's source)`,
    ],
    [
      "the edge answers",
      profiles
        .map(
          ({ name, edge }) =>
            `${name}: ${share(edge.pages)} of kept pages, ${share(edge.pictures)} of pictures, ${share(edge.stock)} of questions for scarce stock, ${share(edge.plenty)} of those for plenty`,
        )
        .join("; "),
    ],
    [
      "the catalog",
      profiles.map(({ name, products }) => `${name}: ${grouped(products)} products`).join("; "),
    ],
    [
      "an order",
      `${behavior.lettersPerOrder} letters; a text message for ${share(behavior.textsPerOrder)}; 8 events, 16 messages, 24 state transitions, 40 calls of handlers; kept for ${behavior.monthsKept} months, with its rows in the indexes`,
    ],
    [
      "a page's processor time",
      Object.entries(measured.pages)
        .map(([kind, { cpuMicroseconds }]) => `${kind} ${(cpuMicroseconds / 1000).toFixed(1)} ms`)
        .join(", "),
    ],
    [
      "free allowances",
      "those that never end are taken off once, as if this stage had the account to itself",
    ],
  ];
  return `## Assumptions

${table(["what", "taken as"], rows)}`;
}

function prices(bills: readonly Bill[]): string {
  const ids = together(...bills.map(({ uses }) => uses)).map(({ price }) => price);
  const rows = ids
    .map((id) => ({ id, ...priceOf(id) }))
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
  return `## Prices

${priceList.note} Each is for a unit a month; tiers hold from so many units on.

${table(["service", "what", "unit", "price", "page"], rows)}`;
}
