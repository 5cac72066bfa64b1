import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../../packages/local/src/services";

/** "password only" is an owner who has not taken the second step. */
export const people = [
  "anonymous",
  "shopper",
  "password only",
  "owner",
  "catalog",
  "support",
  "warehouse",
  "read-only",
] as const;
export type Person = (typeof people)[number];

/**
 * Who gets through each door of the shop; everybody else is turned away. Lists that come often have a name: "staff" are
 * all of the back office, "password" also those before the second step. What only machines open, or what nobody is let
 * through who was not sent there (the way back from Google), is open to nobody.
 */
const groups = {
  everyone: people,
  staff: ["owner", "catalog", "support", "warehouse", "read-only"],
  password: ["password only", "owner", "catalog", "support", "warehouse", "read-only"],
  nobody: [],
} as const satisfies Record<string, readonly Person[]>;

const Allowed = z
  .union([
    z.enum(["everyone", "staff", "password", "nobody"]).transform((group) => [...groups[group]]),
    z.array(z.enum(people)),
  ])
  .transform((allowed) => new Set<Person>(allowed));

export const file = join(root, "e2e/access-matrix.json");

export const readMatrix = () => z.record(z.string(), Allowed).parse(JSON.parse(readFileSync(file, "utf8")));
