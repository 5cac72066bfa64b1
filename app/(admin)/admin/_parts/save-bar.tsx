import type { ReactNode } from "react";

type SaveBarProps = {
  /** Buttons of the form. */
  children: ReactNode;
  /** Message about the last save, or null. */
  saved: string | null | undefined;
  /** Message about what was not saved. */
  note?: string | false | undefined;
};

/** Renders the buttons of a long form at the bottom of the screen, with the outcome of the last save. */
export function SaveBar({ children, saved, note }: SaveBarProps) {
  return (
    <div className="sticky bottom-0 z-5 -mx-4 mt-6 flex flex-wrap items-center gap-3 border-t border-line bg-ground px-4 py-3">
      {children}
      <div role="status">
        {saved && <p className="font-medium text-accent">{saved}</p>}
        {note && <p className="text-muted">{note}</p>}
      </div>
    </div>
  );
}
