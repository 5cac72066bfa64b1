import type { CheckName } from "../checks";

/** A planted bug: exact text of one file, its replacement, the check that must fail, and its finding. */
export type Mutant = { file: string; from: string; to: string; breaks: CheckName; finding: RegExp };
