/** Configuration of each stage. It uses no SST globals, so that tests can import it. */

/**
 * Facts about the merchant that a deployment needs. Change them before the first one. All else is set in the admin
 * under Settings: the name, logo and company, time zone, checkout, returns, shipping, taxes and email texts.
 */
export const merchant = {
  /** Name of the shop until the merchant enters one in the settings. */
  shopName: "Alder & Tide",
  /** The account's Route 53 must have a hosted zone of this domain or of a parent. */
  domain: "shop.example.com",
  /** Receives alarms and budget warnings, and is the sender of stages without a domain. */
  operator: "operator@example.com",
};

/** Repeated in `sst.config.ts`, which may not import. */
export const region = "us-east-1";

/** Region of the copies when `secondRegion` is on. */
export const secondRegion = "us-west-2";

export type Switch = {
  /** Cost of a month without visitors, in US cents: list prices of us-east-1. */
  monthlyCents: number;
  /** Resources that the switch adds. */
  costs: string;
  turnOnWhen: string;
  /** Code that uses the resources. */
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

/** Switches, all off unless a stage names them. Without switches nothing of the shop costs by the hour. */
export const switches: Record<SwitchName, Switch> = {
  network: {
    monthlyCents: 7300,
    costs: "Two NAT gateways and their addresses; traffic through them is extra.",
    turnOnWhen: "Another switch needs it, or compliance requires private subnets.",
    usedBy: ["stacks/network.ts", "stacks/functions.ts", "stacks/web.ts"],
    needs: [],
  },
  cache: {
    monthlyCents: 1909,
    costs: "Two cache.t4g.micro nodes with Valkey, one per zone, and a secret for the password.",
    turnOnWhen: "Catalog reads are the largest part of the table's bill, or every shopper reads one product.",
    usedBy: ["stacks/cache.ts", "packages/core/src/platform/cache"],
    needs: ["network"],
  },
  reporting: {
    monthlyCents: 8800,
    costs:
      "Two Aurora Serverless instances (writer and reader) at half a unit, and a secret; storage is extra.",
    turnOnWhen: "Staff members need reports in SQL that the admin does not have.",
    usedBy: [
      "stacks/reporting.ts",
      "packages/core/src/operations/reporting",
      "packages/functions/src/reporting",
    ],
    needs: ["network"],
  },
  containers: {
    monthlyCents: 5257,
    costs: "Two Fargate tasks with half a vCPU and 1 GB, and a load balancer with two addresses.",
    turnOnWhen: "Traffic is high and even all day: then containers cost less than functions.",
    usedBy: ["stacks/containers.ts", "container/Dockerfile"],
    needs: ["network"],
  },
  instances: {
    monthlyCents: 2933,
    costs: "Two t4g.small instances with disks for the containers, instead of Fargate; Spot costs a third.",
    turnOnWhen: "The containers run all day, and savings plans or Spot are cheaper than Fargate.",
    usedBy: ["stacks/containers.ts"],
    needs: ["containers"],
  },
  provisioned: {
    monthlyCents: 2278,
    costs: "Ten read and ten write units on the table and on each of its three indexes.",
    turnOnWhen: "The table's load is known and even: above 30 % use it is cheaper than on demand.",
    usedBy: ["stacks/data.ts"],
    needs: [],
  },
  accelerator: {
    monthlyCents: 1825,
    costs: "One Global Accelerator; traffic is extra.",
    turnOnWhen:
      "Distant shoppers measure slow checkouts: their requests enter AWS's network at the nearest edge.",
    usedBy: ["stacks/accelerator.ts"],
    needs: ["containers"],
  },
  secondRegion: {
    monthlyCents: 0,
    costs: "A second copy of each write and each stored byte, and the traffic between the regions.",
    turnOnWhen: "Hours without the region would cost more than the copies.",
    usedBy: ["stacks/data.ts", "stacks/regions.ts"],
    needs: [],
  },
};

export const switchNames = Object.keys(switches) as SwitchName[];

/** Log retentions: SST's name and AWS's number of days. */
const daysOfLogs = { "2 weeks": 14, "1 month": 30, "6 months": 180 };

export type Stage = {
  name: string;
  production: boolean;
  /** Null: the shop uses CloudFront's own domain. */
  domain: string | null;
  /** Sender of emails: a domain or one address. */
  sender: string;
  /** Email address for alarms; null for the stage of one developer. */
  alarmsTo: string | null;
  /** Retention of logs. They hold no personal data, so only cost matters. */
  logs: keyof typeof daysOfLogs;
  /** The same in days. */
  logDays: number;
  budgetDollars: number;
  /** One trail covers the whole account, other stages included. */
  trail: boolean;
  /** Name of a table restored from a backup; null uses the table that the stacks create. */
  restoredTable: string | null;
  /** Instances of the page function to keep warm. */
  warm: number;
  on: Record<SwitchName, boolean>;
};

/** Permanent stages. Every other name is the stage of one developer. */
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

/** Returns the configuration of a stage. Throws when a switch lacks another one that it needs. */
export function stageConfig(name: string): Stage {
  const { switches: turnedOn, ...stage } = isPermanent(name) ? stages[name] : developer;
  return {
    ...stage,
    name,
    logDays: daysOfLogs[stage.logs],
    production: name === "production",
    sender: stage.domain ?? merchant.operator.replace("@", `+${name}@`),
    on: resolveSwitches(turnedOn, stage.domain),
  };
}

const isPermanent = (name: string): name is keyof typeof stages => Object.hasOwn(stages, name);

/** Returns each switch as on or off. A needed switch must be named too, so that its cost is no surprise. */
export function resolveSwitches(turnedOn: readonly SwitchName[], domain: string | null) {
  for (const name of turnedOn)
    for (const needed of switches[name].needs)
      if (!turnedOn.includes(needed))
        throw new Error(`The switch ${name} needs ${needed}: turn it on as well.`);
  if (turnedOn.includes("containers") && !domain)
    throw new Error("The switch containers needs a domain: its load balancer accepts TLS only.");
  return Object.fromEntries(switchNames.map((name) => [name, turnedOn.includes(name)])) as Stage["on"];
}
