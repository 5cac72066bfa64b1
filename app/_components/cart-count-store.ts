/**
 * Items that are being added but not confirmed by the server yet. The header shows them on top of the cookie that the
 * cart's actions set. A refused change leaves the cookie as it was, so the number falls back.
 */
let pending = 0;
const listeners = new Set<() => void>();

export function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function count() {
  const value = Number(/(?:^|; )cart_count=(\d+)/.exec(document.cookie)?.[1] ?? 0);
  return Math.max(0, value + pending);
}

/** Counts items before the server has responded. */
export function expect(items: number) {
  pending += items;
  notify();
}

/** Drops the pending items after the server has responded: the cookie now has the number. */
export function settle() {
  pending = 0;
  notify();
}

function notify() {
  for (const listener of listeners) listener();
}
