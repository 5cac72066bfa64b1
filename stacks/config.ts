/** What each stage gets. Pure data and plain functions: no globals of SST, so that tests read it as it is. */

/** The merchant's own words. Change these before the first deployment. */
export const merchant = {
  shopName: "Alder & Tide",
  /** A hosted zone of this name, or of a parent, must be in the account's Route 53. */
  domain: "shop.example.com",
  /** Gets the alarms and the budget's warnings, and sends the mail of stages without a domain. */
  operator: "operator@example.com",
};

/** `sst.config.ts` says the region too, because it may not import. */
export const region = "us-east-1";

/** Where the copies go when `secondRegion` is on. */
export const secondRegion = "us-west-2";

export type Switch = {
  /** What it costs in a month with nobody in the shop: list prices of us-east-1, in US cents. */
  monthlyCents: number;
  /** What that money is for. */
  costs: string;
  /** When it is worth it. */
  turnOnWhen: string;
  /** Which code uses it then. */
  usedBy: string[];
  needs: SwitchName[];
};

export type SwitchName =
  | "network"
  | "cache"
  | "reporting"
  | "containers"
  | "instances"
  | "provisioned"
  | "accelerator"
  | "secondRegion";

/** Off unless a stage names them. Without any of them the shop has no cost by the hour but its key-value store. */
export const switches: Record<SwitchName, Switch> = {
  network: {
    monthlyCents: 7300,
    costs: "Two NAT gateways and their addresses; traffic through them is extra.",
    turnOnWhen: "Something below needs it, or a rule book asks for private subnets.",
    usedBy: ["stacks/network.ts", "stacks/functions.ts", "stacks/web.ts"],
    needs: [],
  },
  cache: {
    monthlyCents: 1909,
    costs: "Two cache.t4g.micro nodes with Valkey, one a zone, and the secret with its password.",
    turnOnWhen:
      "Catalog reads are the largest part of the table's bill, or one product is read by everybody.",
    usedBy: ["stacks/cache.ts", "packages/core/src/platform/cache"],
    needs: ["network"],
  },
  reporting: {
    monthlyCents: 8800,
    costs:
      "Two Aurora Serverless instances at half a unit, a writer and a reader, and a secret; storage is extra.",
    turnOnWhen: "Somebody asks questions in SQL that the back office has no page for.",
    usedBy: [
      "stacks/reporting.ts",
      "packages/core/src/operations/reporting",
      "packages/functions/src/reporting",
    ],
    needs: ["network"],
  },
  containers: {
    monthlyCents: 5257,
    costs: "Two Fargate tasks of half a processor and 1 GB, and a load balancer with two addresses.",
    turnOnWhen: "Traffic is high and even, all day: then a container costs less than a function.",
    usedBy: ["stacks/containers.ts", "container/Dockerfile"],
    needs: ["network"],
  },
  instances: {
    monthlyCents: 2933,
    costs:
      "Two t4g.small with their disks under those containers instead of Fargate; what comes from Spot costs a third.",
    turnOnWhen: "The containers never rest and savings plans or Spot are cheaper than Fargate.",
    usedBy: ["stacks/containers.ts"],
    needs: ["containers"],
  },
  provisioned: {
    monthlyCents: 2278,
    costs: "Ten units of reading and of writing on the table and on each of its three indexes.",
    turnOnWhen: "The table's load is known and even; above three tenths of use it is cheaper than on demand.",
    usedBy: ["stacks/data.ts"],
    needs: [],
  },
  accelerator: {
    monthlyCents: 1825,
    costs: "One Global Accelerator; traffic is extra.",
    turnOnWhen:
      "Shoppers far from the region measure slow checkouts: their requests enter AWS's network at once.",
    usedBy: ["stacks/accelerator.ts"],
    needs: ["containers"],
  },
  secondRegion: {
    monthlyCents: 0,
    costs: "Each write and each stored byte a second time, and the traffic between the regions.",
    turnOnWhen: "A region that is gone for hours would cost more than the copies.",
    usedBy: ["stacks/data.ts", "stacks/regions.ts"],
    needs: [],
  },
};

export const switchNames = Object.keys(switches) as SwitchName[];

/** How long logs may be kept, as SST says it and as AWS does. */
const daysOfLogs = { "2 weeks": 14, "1 month": 30, "6 months": 180 };

export type Stage = {
  name: string;
  production: boolean;
  /** Null: the shop answers on the name that CloudFront gives it. */
  domain: string | null;
  /** A domain, or one address: whom mail comes from. */
  sender: string;
  /** Who hears of alarms. A stage of one developer alarms nobody. */
  alarmsTo: string | null;
  /** How long logs are kept. Logs hold no personal data, so this is a matter of cost alone. */
  logs: keyof typeof daysOfLogs;
  /** The same, as AWS counts it. */
  logDays: number;
  budgetDollars: number;
  /** The account's calls are written down once; other stages of the same account are in it. */
  trail: boolean;
  /** The table that was restored from a backup and stands in for ours; null is the one that the stacks make. */
  restoredTable: string | null;
  /** So many copies of the page function stay warm. */
  warm: number;
  on: Record<SwitchName, boolean>;
};

/** Stages that stay. Every other name is a stage of one developer. */
const stages = {
  production: {
    domain: merchant.domain,
    alarmsTo: merchant.operator,
    logs: "6 months",
    budgetDollars: 300,
    trail: true,
    warm: 2,
    restoredTable: null as string | null,
    switches: [] as SwitchName[],
  },
  staging: {
    domain: `staging.${merchant.domain}`,
    alarmsTo: merchant.operator,
    logs: "1 month",
    budgetDollars: 100,
    trail: false,
    warm: 0,
    restoredTable: null as string | null,
    switches: [] as SwitchName[],
  },
} as const;

const developer = {
  domain: null,
  alarmsTo: null,
  logs: "2 weeks",
  budgetDollars: 30,
  trail: false,
  warm: 0,
  restoredTable: null as string | null,
  switches: [] as SwitchName[],
} as const;

/** What the stage of this name gets. Throws when its switches do not fit together. */
export function stageConfig(name: string): Stage {
  const { switches: turnedOn, ...stage } = isLasting(name) ? stages[name] : developer;
  return {
    ...stage,
    name,
    logDays: daysOfLogs[stage.logs],
    production: name === "production",
    sender: stage.domain ?? merchant.operator.replace("@", `+${name}@`),
    on: resolveSwitches(turnedOn, stage.domain),
  };
}

const isLasting = (name: string): name is keyof typeof stages => Object.hasOwn(stages, name);

/** Each switch as on or off. What a switch needs must be said, so that nobody pays for a network by surprise. */
export function resolveSwitches(turnedOn: readonly SwitchName[], domain: string | null) {
  for (const name of turnedOn)
    for (const needed of switches[name].needs)
      if (!turnedOn.includes(needed))
        throw new Error(`The switch ${name} needs ${needed}: turn it on as well.`);
  if (turnedOn.includes("containers") && !domain)
    throw new Error("The switch containers needs a domain: its load balancer speaks TLS only.");
  return Object.fromEntries(switchNames.map((name) => [name, turnedOn.includes(name)])) as Stage["on"];
}
