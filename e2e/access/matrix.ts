import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../../packages/local/src/services";

/** Roles in the matrix. "password only" is an owner who has not completed the second step of the sign-in. */
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
 * Named lists of people who may use an endpoint; all others are refused. "password" adds staff members before the
 * second step to "staff". "none": endpoints for machines, and the redirect from Google.
 */
const groups = {
  everyone: people,
  staff: ["owner", "catalog", "support", "warehouse", "read-only"],
  password: ["password only", "owner", "catalog", "support", "warehouse", "read-only"],
  none: [],
} as const satisfies Record<string, readonly Person[]>;

const Allowed = z
  .union([
    z.enum(["everyone", "staff", "password", "none"]).transform((group) => [...groups[group]]),
    z.array(z.enum(people)),
  ])
  .transform((allowed) => new Set<Person>(allowed));

export const file = join(root, "e2e/access-matrix.json");

export const readMatrix = () => z.record(z.string(), Allowed).parse(JSON.parse(readFileSync(file, "utf8")));
