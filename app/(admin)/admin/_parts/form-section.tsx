import type { ReactNode } from "react";

type FormSectionProps = { title: string; hint?: string | undefined; children: ReactNode };

/** Renders a titled part of a long form. */
export function FormSection({ title, hint, children }: FormSectionProps) {
  return (
    <section className="min-w-0 rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="text-xl">{title}</h2>
      {hint && <p className="mt-1 text-sm break-words text-muted">{hint}</p>}
      <div className="mt-3 grid gap-4">{children}</div>
    </section>
  );
}
