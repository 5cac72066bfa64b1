import type { Card, Category } from "@securecart/core/catalog";
import type { HomeBlock, HomeValue, Targets } from "@securecart/core/content";
import { productRows } from "#app/_lib/cached";
import { CategoriesBlock } from "./categories-block";
import { FaqBlock } from "./faq-block";
import { HeroBlock } from "./hero-block";
import { ProductsBlock } from "./products-block";
import { ImageTextBlock, TextBlock } from "./text-blocks";

type HomeViewProps = {
  home: HomeValue;
  /** Heading of a page without a large title. */
  name: string;
  categories: readonly Category[];
  targets: Targets;
};

/** Renders the blocks of a home page. The products of all its rows are read together. */
export async function HomeView({ home: { blocks }, name, categories, targets }: HomeViewProps) {
  const wanted = blocks.flatMap((block) => (block.type === "products" ? [block] : []));
  const found = await productRows(wanted.map(({ source, count }) => ({ source, count })));
  const rows = new Map(wanted.map(({ id }, i) => [id, found[i] ?? []]));
  const title = blocks.find(({ type }) => type === "hero")?.id;
  return (
    <div className="grid gap-16 md:gap-20">
      {!title && <h1 className="sr-only">{name}</h1>}
      {blocks.map((block, i) => (
        <BlockView
          key={block.id}
          block={block}
          isFirst={i === 0}
          isTitle={block.id === title}
          cards={rows.get(block.id) ?? []}
          {...{ categories, targets }}
        />
      ))}
    </div>
  );
}

type BlockViewProps = {
  block: HomeBlock;
  isFirst: boolean;
  isTitle: boolean;
  cards: Card[];
  categories: readonly Category[];
  targets: Targets;
};

function BlockView({ block, isFirst, isTitle, cards, categories, targets }: BlockViewProps) {
  switch (block.type) {
    case "hero":
      return <HeroBlock {...{ block, targets, isFirst, isTitle }} />;
    case "products":
      return <ProductsBlock {...{ block, cards, targets, isFirst }} />;
    case "categories":
      return <CategoriesBlock {...{ block, categories }} />;
    case "text":
      return <TextBlock block={block} />;
    case "image-text":
      return <ImageTextBlock {...{ block, targets, isFirst }} />;
    case "faq":
      return <FaqBlock block={block} />;
  }
}
