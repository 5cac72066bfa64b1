import { type SwitchName, switches, switchNames } from "../../stacks/config";
import { type Site, switchAdds } from "./bill";
import type { Inventory } from "./inventory";
import { dollars, grouped, percent, table } from "./markdown";
import { costOf, total } from "./prices";
import { fixedCostsOf } from "./resource-costs";
import { profiles } from "./traffic";

/** Writes the table of switches for docs/architecture.md. */
export function switchTable(): string {
  const rows = switchNames.map((name) => {
    const { costs, turnOnWhen, needs, monthlyCents } = switches[name];
    const also = needs.length > 0 ? ` Needs ${needs.map((needed) => `\`${needed}\``).join(", ")}.` : "";
    return [`\`${name}\``, `${costs}${also}`, dollars(BigInt(monthlyCents) * 10_000n), turnOnWhen];
  });
  return table(["switch", "resources", "a month", "turn it on when"], rows, [2]);
}

/** Writes the table of what each switch adds to the bill for docs/cost.md. */
export function switchCosts(site: Site, inventory: Inventory): string {
  const rows = switchNames.map((name) => [
    `\`${name}\``,
    switches[name].needs.map((needed) => `\`${needed}\``).join(", ") || "–",
    dollars(total(fixedCostsOf(name, inventory.all))),
    ...profiles.map((profile) => signed(switchAdds(name, profile, site, inventory.all))),
    breakEven(name, inventory),
  ]);
  const head = ["switch", "needs", "fixed costs", ...profiles.map(({ name }) => name), "breaks even at"];
  return table(head, rows, [2, 3, 4, 5]);
}

/** Returns the use from which a switch saves money; "–" for those that never do. */
function breakEven(name: SwitchName, { all }: Inventory): string {
  const paid = [name, ...switches[name].needs].flatMap((one) => fixedCostsOf(one, all));
  if (name === "containers") return `${dollars(total(paid))} a month for the functions that render pages`;
  if (name === "provisioned") return `${usedFor("dynamo.wcu", "dynamo.write")} average use`;
  if (name !== "cache") return "–";
  const reads = (total(paid) * 1_000_000n) / costOf({ price: "dynamo.read", quantity: 1_000_000_000n });
  return `${grouped(reads / 1_000_000n)} million read units a month`;
}

/** Returns the average use at which provisioned capacity costs as much as on-demand requests. */
function usedFor(provisioned: string, onDemand: string): string {
  const hour = costOf({ price: provisioned, quantity: 1_000_000n });
  return percent(hour, costOf({ price: onDemand, quantity: 3600n * 1_000n * 1_000_000n }));
}

const signed = (micro: bigint) => (micro > 0n ? `+${dollars(micro)}` : dollars(micro)).replace("+<", "<");
