import type { ReactNode } from "react";

/** Renders a titled part of a long form. */
export function FormSection({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <section className="min-w-0 rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="mb-3 text-xl">{title}</h2>
      {hint && <p className="-mt-2 mb-3 text-sm text-muted">{hint}</p>}
      <div className="grid gap-4">{children}</div>
    </section>
  );
}
