import { type SwitchName, switches, switchNames } from "../../stacks/config";
import { containersCost, pageUses, type Site, switchAdds } from "./bill";
import type { Inventory } from "./evidence";
import { dollars, grouped, percent, table } from "./markdown";
import { costOf, total } from "./prices";
import { standingOf } from "./standing";
import { countsOf, profiles } from "./traffic";

/** What each switch adds to which month, and when it pays. */
export function switching(site: Site, inventory: Inventory): string {
  const rows = switchNames.map((name) => [
    `\`${name}\``,
    switches[name].needs.map((needed) => `\`${needed}\``).join(", ") || "–",
    dollars(total(standingOf(name, inventory.all))),
    ...profiles.map((profile) => signed(switchAdds(name, profile, site, inventory.all))),
    pays(name, site, inventory),
  ]);
  return `## What each switch adds

Switches stand in \`stacks/config.ts\` and are off. The first figure is what its resources cost by standing there; the others
are what it adds to a month of that traffic, less what it saves. A switch that needs another one costs that one too.

${table(["switch", "needs", "stands there for", ...profiles.map(({ name }) => name), "pays"], rows, [2, 3, 4, 5])}`;
}

/** When a switch begins to pay, from the same prices. */
function pays(name: SwitchName, site: Site, { all }: Inventory): string {
  const base =
    total(standingOf(name, all)) +
    (switches[name].needs.includes("network") ? total(standingOf("network", all)) : 0n);
  switch (name) {
    case "network":
      return "Never by itself: it is what others stand in.";
    case "cache": {
      const reads = (base * 1_000_000n) / costOf({ price: "dynamo.read", quantity: 1_000_000_000n });
      return `As money from ${millions(reads)} read units a month on; as a shield for a product that everybody reads at once, earlier.`;
    }
    case "reporting":
      return "When an answer in SQL is worth it; it saves nothing.";
    case "containers":
      return `When the pages' functions cost more than ${dollars(base)} a month; ${betterAt(site, all)}.`;
    case "instances":
      return "When the containers run all day: the least of them already costs about the same, Spot and savings plans take off more.";
    case "provisioned":
      return `When what is bought is used by more than ${usedFor("dynamo.wcu", "dynamo.write")} on average, day and night.`;
    case "accelerator":
      return "When shoppers far away measure slow checkouts; it saves nothing.";
    case "secondRegion":
      return "When hours without the region cost more than the copies.";
  }
}

const millions = (units: bigint) => `${grouped(units / 1_000_000n)} million`;

/** The part of an hour's capacity that must be used so that buying it in advance is as cheap as paying by request. */
function usedFor(bought: string, asked: string): string {
  const hour = costOf({ price: bought, quantity: 1_000_000n });
  const all = costOf({ price: asked, quantity: 3600n * 1_000n * 1_000_000n });
  return percent(hour, all);
}

function betterAt(site: Site, all: Inventory["all"]): string {
  const rows = profiles.map((profile) => {
    const counts = countsOf(profile);
    const { tasks, cost } = containersCost(counts, all);
    return `at ${profile.name} ${dollars(total(pageUses(counts, site)))} against ${dollars(cost)} for ${tasks} tasks`;
  });
  return rows.join(", ");
}

const signed = (micro: bigint) => (micro > 0n ? `+${dollars(micro)}` : dollars(micro)).replace("+<", "<");
