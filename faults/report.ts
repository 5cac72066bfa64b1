const results = { passed: 0, failed: 0 };

/** Prints one measure as a line of JSON. */
export function measure(name: string, values: Record<string, unknown>) {
  console.log(JSON.stringify({ measure: `faults.${name}`, ...values }));
}

/** Counts and prints whether a promise was kept, with the evidence when it was broken. */
export function check(promise: string, kept: boolean, evidence: unknown = undefined) {
  results[kept ? "passed" : "failed"]++;
  console.log(
    JSON.stringify({ check: promise, ok: kept, ...(kept || evidence === undefined ? {} : { evidence }) }),
  );
}

/** Prints the last line with the counts. Returns the exit code. */
export function conclude() {
  console.log(`${results.passed} passed, ${results.failed} failed`);
  return results.failed > 0 || results.passed === 0 ? 1 : 0;
}
