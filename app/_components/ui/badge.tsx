import type { ReactNode } from "react";

export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-control bg-sunken px-2 py-0.5 text-sm font-medium text-ink">
      {children}
    </span>
  );
}
