"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

type RowListProps = {
  /** IDs of the rows, and the one that is marked as the default, if any. */
  rows: string[];
  chosen?: string | undefined;
  className?: string;
  children: ReactNode;
};

/**
 * Renders a list whose rows can be removed or chosen. The pressed button disappears and takes the focus with it, so the
 * list takes the focus, and a screen reader announces what happened.
 */
export function RowList({ rows, chosen = "", className, children }: RowListProps) {
  const box = useRef<HTMLDivElement>(null);
  const now = `${rows.join(" ")} ${chosen}`;
  const before = useRef({ now, count: rows.length });
  const [announcement, announce] = useState("");
  useEffect(() => {
    const { count, now: then } = before.current;
    before.current = { now, count: rows.length };
    if (now === then) return;
    announce(rows.length < count ? "Removed." : "Saved.");
    if (document.activeElement === document.body) box.current?.focus();
  }, [now, rows.length]);
  return (
    <div ref={box} tabIndex={-1} className="focus:outline-none">
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <ul className={className}>{children}</ul>
    </div>
  );
}
