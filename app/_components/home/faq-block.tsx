import type { HomeBlock } from "@securecart/core/content";
import { RichText as Text } from "@securecart/core/rich-text";
import { JsonLd } from "../json-ld";
import { RichText } from "../rich-text";

/** Renders questions that unfold their answers without JavaScript, and the same as structured data for search engines. */
export function FaqBlock({ block: { id, title, entries } }: { block: Extract<HomeBlock, { type: "faq" }> }) {
  if (entries.length === 0) return null;
  return (
    <section
      aria-labelledby={`block-${id}`}
      className="grid gap-x-14 gap-y-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]"
    >
      <h2 id={`block-${id}`} className="text-3xl">
        {title}
      </h2>
      <div className="divide-y divide-line border-y border-line">
        {Object.entries(entries).map(([key, { question, answer }]) => (
          <details key={key} className="group">
            <summary className="flex cursor-pointer list-none items-center justify-between gap-6 py-4 font-medium hover:text-accent [&::-webkit-details-marker]:hidden">
              {question}
              <svg
                viewBox="0 0 16 16"
                aria-hidden="true"
                className="size-4 shrink-0 transition-transform group-open:rotate-45"
              >
                <path d="M8 2v12M2 8h12" stroke="currentColor" strokeWidth="1.5" />
              </svg>
            </summary>
            <RichText value={answer} offset={1} className="pb-6 text-muted" />
          </details>
        ))}
      </div>
      <JsonLd
        data={{
          "@type": "FAQPage",
          mainEntity: entries.map(({ question, answer }) => ({
            "@type": "Question",
            name: question,
            acceptedAnswer: { "@type": "Answer", text: Text.plain(answer) },
          })),
        }}
      />
    </section>
  );
}
