import type { HomeBlock, Targets } from "@securecart/core/content";
import { Picture } from "../picture";
import { RichText } from "../rich-text";
import { classes } from "../ui/classes";
import { BlockButton } from "./hero-block";

const prose = "gap-4 text-[1.0625rem] leading-[1.7]";

/** Renders a text in a narrow column. */
export function TextBlock({ block: { title, body } }: { block: Extract<HomeBlock, { type: "text" }> }) {
  return (
    <section className="mx-auto w-full max-w-[42rem]">
      {title && <h2 className="mb-5 text-3xl">{title}</h2>}
      <RichText value={body} offset={title ? 1 : 0} className={prose} />
    </section>
  );
}

type ImageTextBlockProps = {
  block: Extract<HomeBlock, { type: "image-text" }>;
  targets: Targets;
  isFirst: boolean;
};

/** Renders a picture beside a text; on a phone the picture comes first. */
export function ImageTextBlock({
  block: { title, body, button, image, side },
  targets,
  isFirst,
}: ImageTextBlockProps) {
  return (
    <section className="grid items-center gap-8 md:grid-cols-2 md:gap-14">
      {image && (
        <div className={classes("overflow-hidden rounded-card", side === "right" && "md:order-2")}>
          <Picture
            image={image}
            first={isFirst}
            sizes="(min-width: 78rem) 36rem, (min-width: 48rem) 48vw, 100vw"
            className="aspect-[4/3] w-full object-cover"
          />
        </div>
      )}
      <div className={image ? "" : "max-w-[42rem]"}>
        {title && <h2 className="mb-5 text-3xl">{title}</h2>}
        <RichText value={body} offset={title ? 1 : 0} className={prose} />
        <BlockButton button={button} targets={targets} look="quiet" className="mt-6" />
      </div>
    </section>
  );
}
