import type { ReactNode } from "react";

/** Renders a page with one narrow column: a form and links to other pages. */
export function NarrowPage({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">{title}</h1>
      {intro && <p>{intro}</p>}
      {children}
    </div>
  );
}

/** Renders the list of links below a form. */
export function OtherLinks({ children }: { children: ReactNode }) {
  return <ul className="grid gap-1 border-t border-line pt-4">{children}</ul>;
}

/** Returns the path with `from` in its query, the page to return to after signing in. */
export const withFrom = (path: string, from: string) =>
  from === "/account" ? path : `${path}?from=${encodeURIComponent(from)}`;
