import { DomainError } from "#platform/error";
import { differing } from "./product-facts";

/** Facts of a record as they are saved now and as they were typed, by name. */
export type ComparedFacts = Record<"saved" | "typed", Record<string, string>>;

export type SavedDifference = { name: string; saved: string; typed: string };

/** Refusal of a save because the record has changed since it was read. Has what is saved now and was typed otherwise. */
export class ChangedMeanwhile extends DomainError {
  readonly version: number;
  readonly differences: SavedDifference[];

  constructor(code: `${string}.${string}`, what: string, version: number, facts: ComparedFacts) {
    super(
      "conflict",
      code,
      `Another staff member has changed this ${what} since you opened it. Nothing of yours was saved yet.`,
    );
    this.version = version;
    const { before, after } = differing(facts.saved, facts.typed);
    this.differences = Object.keys(before).map((name) => ({
      name,
      saved: before[name] ?? "",
      typed: after[name] ?? "",
    }));
  }
}
