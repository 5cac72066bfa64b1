import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "./json-file";

const Owner = z.object({ email: z.email(), password: z.string().min(12) });
export type Owner = z.output<typeof Owner>;

/** No letters or digits that look like one another: it is read from a screen and typed. */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";
const groups = 4;
const groupLength = 5;

/** Who signs in to the back office of a data folder. Made once for the folder, and readable by its user alone. */
export function ownerOf(folder: string): Owner {
  const file = join(folder, "owner.json");
  const known = readJson(file, Owner);
  if (known) return known;
  const fresh: Owner = { email: "owner@securecart.example", password: password() };
  writeJson(file, fresh, 0o600);
  return fresh;
}

/** 99 random bits, like "k7x2m-…". */
function password() {
  const group = () => Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join("");
  return Array.from({ length: groups }, group).join("-");
}
