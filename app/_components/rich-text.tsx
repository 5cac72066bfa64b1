import type { RichTextValue } from "@securecart/core/rich-text";
import { Fragment, type ReactNode } from "react";
import { Link } from "./link";
import { classes } from "./ui/classes";

type Block = RichTextValue[number];
type Run = Extract<Block, { type: "paragraph" }>["runs"][number];

type RichTextProps = {
  value: RichTextValue;
  /** Added to the level of each heading, for a text inside a section with a heading of its own. */
  offset?: 0 | 1 | 2;
  className?: string;
};

/** Renders rich text. All of it is elements and escaped text: stored text never becomes HTML. */
export function RichText({ value, offset = 0, className }: RichTextProps) {
  if (value.length === 0) return null;
  return (
    <div className={classes("grid max-w-prose gap-3 break-words", className)}>
      {numbered(value).map(([key, block]) => (
        <BlockView key={key} block={block} offset={offset} />
      ))}
    </div>
  );
}

function BlockView({ block, offset }: { block: Block; offset: number }) {
  switch (block.type) {
    case "heading": {
      const Heading = (["h2", "h3", "h4", "h5"] as const)[block.level - 2 + offset] ?? "h5";
      return (
        <Heading className={block.level === 2 ? "mt-3 text-xl first:mt-0" : "mt-2 text-lg first:mt-0"}>
          <Runs runs={block.runs} />
        </Heading>
      );
    }
    case "list": {
      const List = block.ordered ? "ol" : "ul";
      return (
        <List className={classes("grid gap-1 pl-6", block.ordered ? "list-decimal" : "list-disc")}>
          {numbered(block.items).map(([key, runs]) => (
            <li key={key}>
              <Runs runs={runs} />
            </li>
          ))}
        </List>
      );
    }
    case "quote":
      return (
        <blockquote className="border-l-4 border-line pl-4 text-muted">
          <Runs runs={block.runs} />
        </blockquote>
      );
    case "paragraph":
      return (
        <p>
          <Runs runs={block.runs} />
        </p>
      );
  }
}

const Runs = ({ runs }: { runs: Run[] }) =>
  numbered(runs).map(([key, run]) => <Fragment key={key}>{looked(run)}</Fragment>);

function looked({ text, bold, italic, link }: Run): ReactNode {
  const lines = numbered(text.split("\n")).map(([key, line]) => (
    <Fragment key={key}>
      {key > 0 && <br />}
      {line}
    </Fragment>
  ));
  const slanted = italic ? <em>{lines}</em> : lines;
  const strong = bold ? <strong>{slanted}</strong> : slanted;
  if (!link) return strong;
  return link.startsWith("/") ? (
    <Link href={link} className="text-link">
      {strong}
    </Link>
  ) : (
    <a href={link} rel="noopener" className="text-link">
      {strong}
    </a>
  );
}

/** Returns the parts with their numbers: a stored text does not change while it is shown. */
const numbered = <Part,>(parts: Part[]) => parts.map((part, i) => [i, part] as const);
