import { z } from "zod";
import { RichText } from "#platform/rich-text";
import { Text } from "#platform/text";
import { Slug } from "../catalog";
import { Media } from "../media";

/** Kinds of documents. There are many pages and one of each other kind. */
export const kinds = ["page", "home", "menus", "announcements"] as const;
export type Kind = (typeof kinds)[number];

/** Target of a link: a place in the shop by what it is, so that it follows a changed address, or an address. */
export const LinkTarget = z
  .string("Choose where the link leads.")
  .max(2_000)
  .regex(
    /^(|home|search|cart|orders|account|category:[a-z0-9-]{1,80}|collection:col_[0-9A-Z]{26}|page:pge_[0-9A-Z]{26}|url:(https?:\/\/[^\s\\]+|mailto:[^\s\\]+|tel:[^\s\\]+|\/(?![/\\])[^\s\\]*))$/,
    "Enter an address that begins with https:// or with /.",
  );

const Id = z.string().regex(/^[a-z0-9]{4,40}$/);
const Title = Text.cleaned(120);
const Body = RichText.Schema;
const Button = z.object({ label: Text.cleaned(40), link: LinkTarget });

/** Number of products in a row that a merchant can choose. */
export const rowSizes = [4, 8, 12, 24] as const;
export const sides = ["left", "right"] as const;

export const Block = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("hero"),
    id: Id,
    title: Text.line(120, "Enter a title."),
    text: Text.cleaned(400),
    button: Button,
    image: Media.Image.optional(),
  }),
  z.object({
    type: z.literal("products"),
    id: Id,
    title: Text.line(120, "Enter a title."),
    source: z
      .string("Choose products.")
      .regex(/^(featured|category:[a-z0-9-]{1,80}|collection:col_[0-9A-Z]{26})$/, "Choose products."),
    count: z.literal([...rowSizes], "Choose a number."),
  }),
  z.object({ type: z.literal("categories"), id: Id, title: Text.line(120, "Enter a title.") }),
  z.object({ type: z.literal("text"), id: Id, title: Title, body: Body }),
  z.object({
    type: z.literal("image-text"),
    id: Id,
    title: Title,
    body: Body,
    button: Button,
    image: Media.Image.optional(),
    side: z.enum(sides),
  }),
  z.object({
    type: z.literal("faq"),
    id: Id,
    title: Text.line(120, "Enter a title."),
    entries: z
      .array(
        z.object({
          question: Text.line(200, "Enter a question."),
          answer: Body.refine((answer) => !RichText.isEmpty(answer), "Enter an answer."),
        }),
      )
      .max(30, "At most 30 questions."),
  }),
]);
export type Block = z.output<typeof Block>;
export const blockTypes = ["hero", "products", "categories", "text", "image-text", "faq"] as const;
export type BlockType = (typeof blockTypes)[number];

/** Most blocks of a home page. */
export const mostBlocks = 40;

const Seo = { seoTitle: Text.cleaned(120), seoDescription: Text.cleaned(320) };

export const PageValue = z.object({
  title: Text.line(120, "Enter a title."),
  slug: Slug,
  body: Body,
  ...Seo,
});
export const HomeValue = z.object({
  blocks: z.array(Block).max(mostBlocks, `A home page has at most ${mostBlocks} blocks.`),
  ...Seo,
});

/**
 * Entry of a menu. In the header, level 2 is below the entry above; in the footer, level 1 is the title of a column.
 */
const MenuEntry = z.object({
  label: Text.line(60, "Enter a label."),
  link: LinkTarget,
  level: z.literal([1, 2]),
});
export type MenuEntry = z.output<typeof MenuEntry>;

const Menu = z.array(MenuEntry).max(60, "A menu has at most 60 entries.");
/** A menu that is null shows what the shop has: its categories and published pages. */
export const MenusValue = z.object({ header: Menu.nullable(), footer: Menu.nullable() });

const Moment = z.iso.datetime().optional();
export const AnnouncementsValue = z.object({
  announcements: z
    .array(
      z
        .object({ text: Text.line(160, "Enter a text."), link: LinkTarget, startsAt: Moment, endsAt: Moment })
        .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || startsAt < endsAt, {
          path: ["endsAt"],
          message: "The end must be after the start.",
        }),
    )
    .max(10, "At most ten announcements."),
});
export type Announcement = z.output<typeof AnnouncementsValue>["announcements"][number];

export const values = {
  page: PageValue,
  home: HomeValue,
  menus: MenusValue,
  announcements: AnnouncementsValue,
} as const;

export type PageValue = z.output<typeof PageValue>;
export type HomeValue = z.output<typeof HomeValue>;
export type MenusValue = z.output<typeof MenusValue>;
export type AnnouncementsValue = z.output<typeof AnnouncementsValue>;
export type Values = { [Name in Kind]: z.output<(typeof values)[Name]> };
export type Value = Values[Kind];

/** Parts that a text lacks before it is complete: places that are marked, and words from the shop's settings. */
export type Needs = { marks: string[]; words: string[] };
