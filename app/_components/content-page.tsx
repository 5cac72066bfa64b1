import type { RichTextValue } from "@securecart/core/rich-text";
import { content } from "../_lib/cached";
import { Breadcrumbs } from "./breadcrumbs";
import { Link } from "./link";
import { RichText } from "./rich-text";
import { classes } from "./ui/classes";

type ContentPageProps = {
  title: string;
  slug: string;
  body: RichTextValue;
  /** Time of the last change, ISO 8601; absent in a preview. */
  publishedAt?: string;
};

const day = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });

/** Renders a page of the merchant: its text in a narrow column, and links to the other pages beside it. */
export function ContentPage({ title, slug, body, publishedAt }: ContentPageProps) {
  return (
    <>
      <Breadcrumbs trail={[{ name: title, path: `/pages/${slug}` }]} />
      <div className="mt-8 grid gap-x-16 gap-y-14 md:mt-12 lg:grid-cols-[minmax(0,1fr)_13rem]">
        <article className="min-w-0">
          <h1 className="max-w-[24ch] text-4xl md:text-5xl">{title}</h1>
          <RichText
            value={body}
            className="mt-8 max-w-[64ch] gap-4 text-[1.0625rem] leading-[1.7] [&_h2]:mt-8 [&_h2]:text-2xl [&_h3]:mt-5 [&_h3]:text-xl [&_ol]:gap-2 [&_ul]:gap-2"
          />
          {publishedAt && (
            <p className="mt-12 border-t border-line pt-4 text-sm text-muted">
              Last changed on <time dateTime={publishedAt}>{day.format(new Date(publishedAt))}</time>
            </p>
          )}
        </article>
        <OtherPages here={slug} />
      </div>
    </>
  );
}

async function OtherPages({ here }: { here: string }) {
  const { pages } = await content();
  if (pages.length < 2) return null;
  return (
    <nav aria-labelledby="other-pages" className="border-t border-line pt-5 lg:mt-2 lg:border-t-0 lg:pt-0">
      <h2 id="other-pages" className="font-sans text-sm font-semibold">
        More information
      </h2>
      <ul className="mt-2 grid gap-x-6 text-sm sm:grid-cols-2 lg:grid-cols-1">
        {pages.slice(0, 20).map(({ documentId, slug, title }) => (
          <li key={documentId}>
            <Link
              href={`/pages/${slug}`}
              aria-current={slug === here ? "page" : undefined}
              className={classes(
                "inline-block py-1.5 underline-offset-4 hover:text-ink hover:underline",
                slug === here ? "font-medium text-ink" : "text-muted",
              )}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
