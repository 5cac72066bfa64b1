/** The wish to stop, from wherever it comes. */
export type StopSignal = { asked: Promise<void>; wasAsked(): boolean };

/** One Ctrl-C may arrive several times, from the terminal and from each program between; a real second one is later. */
const impatienceMs = 1_000;

/**
 * Resolves at Ctrl-C, at SIGTERM, and when the program that started this one is gone. Asked for a second time, the
 * process ends at once; its guardian ends the children.
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
