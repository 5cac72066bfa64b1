import { Content, type HomeBlock, type Targets } from "@securecart/core/content";
import { Picture } from "../picture";
import { SmartLink } from "../smart-link";
import { buttonClasses } from "../ui/button";

type HeroBlockProps = {
  block: Extract<HomeBlock, { type: "hero" }>;
  targets: Targets;
  isFirst: boolean;
  /** True when its title is the heading of the page. */
  isTitle: boolean;
};

export function HeroBlock({
  block: { title, text, button, image },
  targets,
  isFirst,
  isTitle,
}: HeroBlockProps) {
  const Heading = isTitle ? "h1" : "h2";
  return (
    <section
      className={
        image
          ? "grid items-center gap-8 overflow-hidden rounded-card bg-sunken md:grid-cols-2"
          : "overflow-hidden rounded-card bg-sunken"
      }
    >
      <div className={image ? "px-6 pt-10 md:px-12 md:py-16" : "px-6 py-16 text-center md:px-12 md:py-24"}>
        <Heading className="text-4xl md:text-5xl">{title}</Heading>
        {text && (
          <p
            className={
              image
                ? "mt-4 max-w-prose text-lg text-muted"
                : "mx-auto mt-4 max-w-prose text-lg text-balance text-muted"
            }
          >
            {text}
          </p>
        )}
        <BlockButton button={button} targets={targets} className="mt-6" />
      </div>
      {image && (
        <Picture
          image={image}
          first={isFirst}
          sizes="(min-width: 78rem) 37rem, (min-width: 48rem) 50vw, 100vw"
          className="aspect-[4/3] h-full w-full object-cover"
        />
      )}
    </section>
  );
}

type BlockButtonProps = {
  button: { label: string; link: string };
  targets: Targets;
  look?: "primary" | "quiet";
  className: string;
};

/** Renders the button of a block; nothing when it leads nowhere. */
export function BlockButton({ button: { label, link }, targets, look, className }: BlockButtonProps) {
  const href = Content.hrefOf(link, targets);
  if (!href || !label) return null;
  return (
    <SmartLink href={href} className={buttonClasses(look, className)}>
      {label}
    </SmartLink>
  );
}
