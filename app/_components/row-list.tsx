"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

type RowListProps = {
  /** The rows by their ids, and which of them stands out, if one does. */
  rows: string[];
  chosen?: string | undefined;
  className?: string;
  children: ReactNode;
};

/**
 * A list whose rows can be taken away or chosen. The button that does it goes with it, and the focus with the button:
 * whoever comes by keyboard goes on at the list, and hears what happened.
 */
export function RowList({ rows, chosen = "", className, children }: RowListProps) {
  const box = useRef<HTMLDivElement>(null);
  const now = `${rows.join(" ")} ${chosen}`;
  const before = useRef({ now, count: rows.length });
  const [said, setSaid] = useState("");
  useEffect(() => {
    const { count, now: then } = before.current;
    before.current = { now, count: rows.length };
    if (now === then) return;
    setSaid(rows.length < count ? "Removed." : "Saved.");
    if (document.activeElement === document.body) box.current?.focus();
  }, [now, rows.length]);
  return (
    <div ref={box} tabIndex={-1} className="focus:outline-none">
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul className={className}>{children}</ul>
    </div>
  );
}
