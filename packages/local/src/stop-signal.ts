/** A request to stop, from any source. */
export type StopSignal = { asked: Promise<void>; wasAsked(): boolean };

/** Signals within this time count as one Ctrl-C, because the terminal and each program in between may forward it. */
const impatienceMs = 1_000;

/**
 * Returns a signal that resolves at Ctrl-C, at SIGTERM, and when the parent program has ended. On a second request the
 * process exits at once, and its guardian ends the children.
 */
export function stopSignal(): StopSignal {
  let askedAt: number | undefined;
  let resolve: () => void = () => undefined;
  const asked = new Promise<void>((done) => {
    resolve = done;
  });
  const ask = () => {
    if (askedAt !== undefined && Date.now() - askedAt > impatienceMs) process.exit(130);
    askedAt ??= Date.now();
    resolve();
  };
  process.on("SIGINT", ask).on("SIGTERM", ask).once("disconnect", ask);
  return { asked, wasAsked: () => askedAt !== undefined };
}
