const results = { passed: 0, failed: 0 };

/** One line of JSON a measure. */
export function measure(name: string, values: Record<string, unknown>) {
  console.log(JSON.stringify({ measure: `faults.${name}`, ...values }));
}

/** A promise that was kept or not, with what shows it. */
export function check(promise: string, kept: boolean, evidence: unknown = undefined) {
  results[kept ? "passed" : "failed"]++;
  console.log(
    JSON.stringify({ check: promise, ok: kept, ...(kept || evidence === undefined ? {} : { evidence }) }),
  );
}

/** The last line; answers the exit code. */
export function conclude() {
  console.log(`${results.passed} passed, ${results.failed} failed`);
  return results.failed > 0 || results.passed === 0 ? 1 : 0;
}
