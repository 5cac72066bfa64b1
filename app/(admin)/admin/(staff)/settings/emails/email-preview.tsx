import type { ShownText } from "@securecart/email/texts";

/** Renders an email with sample data as its reader sees it. */
export function EmailPreview({ subject, greeting, heading, paragraphs, code, button, foot }: ShownText) {
  return (
    <section
      aria-labelledby="preview"
      className="grid min-w-0 content-start gap-3 rounded-card border border-line bg-surface p-4 md:p-5"
    >
      <h2 id="preview" className="text-xl">
        Preview with sample data
      </h2>
      <p className="border-b border-line pb-3 break-words">
        <span className="text-sm text-muted">Subject</span>
        <br />
        {subject}
      </p>
      <p className="font-display text-2xl break-words">{heading}</p>
      {[...(greeting ? [greeting] : []), ...paragraphs].map((text) => (
        <p key={text} className="break-words whitespace-pre-line">
          {text}
        </p>
      ))}
      {code && <p className="text-3xl font-semibold tracking-widest">{code}</p>}
      {button && (
        <p>
          <span className="inline-block rounded-control bg-accent px-5 py-2.5 font-medium text-on-accent">
            {button}
          </span>
        </p>
      )}
      {foot && <p className="text-sm text-muted">{foot}</p>}
    </section>
  );
}
