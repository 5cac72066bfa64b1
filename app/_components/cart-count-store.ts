/**
 * How many pieces the cart holds, as the browser knows it: the cookie that the cart's actions set, plus what is on
 * its way. A refused change simply leaves the cookie as it was, and the number falls back.
 */
let onTheWay = 0;
const listeners = new Set<() => void>();

export function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function count() {
  const value = Number(/(?:^|; )cart_count=(\d+)/.exec(document.cookie)?.[1] ?? 0);
  return Math.max(0, value + onTheWay);
}

/** Counts pieces before the server has answered. */
export function expect(pieces: number) {
  onTheWay += pieces;
  tell();
}

/** The server has answered: from here on the cookie says it all. */
export function settle() {
  onTheWay = 0;
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}
