"use server";

import { Admin } from "@securecart/core/admin";
import { Content, type Document, type HomeBlock } from "@securecart/core/content";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type Outcome, typed } from "#app/_lib/attempt";
import { type Signed, staffAction, Whole } from "#app/_lib/staff-action";
import { pickedPicture } from "#app/(admin)/admin/_parts/picked-picture";
import { momentOf, show } from "../content/publishing";
import { BlockForm } from "./block-form-values";
import { changedMeanwhile, newBlock, printOf, readHome } from "./blocks";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

/** Saves other blocks as the draft; a time at which it is published stays. */
const saveBlocks = async ({ value, publishAt, version }: Document<"home">, blocks: HomeBlock[], by: Signed) =>
  Admin.saveContent({
    ...{ kind: "home", value: { ...value, blocks }, seen: version, publish: false, ...by },
    ...(publishAt && { publishAt }),
  });

const Seen = z.object({ seen: Whole("Reload the page.") });
const OnBlock = Seen.extend({ blockId: z.string() });

/**
 * Changes the order or the number of blocks. Refuses when another staff member has changed the home page since it was
 * seen.
 */
const arrange = (form: FormData, change: (blocks: HomeBlock[], at: number, by: Signed) => HomeBlock[]) =>
  staffAction("content.edit", form, OnBlock, async ({ seen, blockId }, by) => {
    const home = await readHome();
    const { blocks } = home.value;
    const at = blocks.findIndex(({ id }) => id === blockId);
    if (home.version !== seen || at < 0) throw changedMeanwhile();
    await saveBlocks(home, change(blocks, at, by), by);
  });

const moved = (blocks: HomeBlock[], from: number, to: number) => {
  const block = blocks[from];
  const rest = blocks.toSpliced(from, 1);
  return block ? rest.toSpliced(Math.max(0, to), 0, block) : blocks;
};

export const moveUp: Action = async (_, form) => arrange(form, (blocks, at) => moved(blocks, at, at - 1));

export const moveDown: Action = async (_, form) => arrange(form, (blocks, at) => moved(blocks, at, at + 1));

export const removeBlock: Action = async (_, form) => arrange(form, (blocks, at) => blocks.toSpliced(at, 1));

export const duplicateBlock: Action = async (_, form) =>
  arrange(form, (blocks, at, { requestId }) =>
    blocks.flatMap((block, i) => (i === at ? [block, { ...block, id: idOf(requestId) }] : [block])),
  );

const idOf = (requestId: string) => `b${requestId.replaceAll("-", "").slice(0, 16).toLowerCase()}`;

const NewBlock = Seen.extend({ type: z.enum(Content.blockTypes, "Choose a block.") });

/** Adds a block at the end and opens its form. */
export const addBlock: Action = async (_, form) => {
  let added = "";
  const outcome = await staffAction("content.edit", form, NewBlock, async ({ seen, type }, by) => {
    const home = await readHome();
    if (home.version !== seen) throw changedMeanwhile();
    added = idOf(by.requestId);
    await saveBlocks(home, [...home.value.blocks, newBlock(type, added)], by);
  });
  if (outcome.ok) redirect(`/admin/home/${added}`);
  return outcome;
};

const Typed = z.looseObject({ blockId: z.string(), print: z.string() });

/**
 * Saves the form of a block. Refuses when another staff member has changed this block; a change of others does not
 * matter.
 */
export const saveBlock: Action = async (_, form) => {
  const outcome = await staffAction("content.edit", form, Typed, async ({ blockId, print, ...sent }, by) => {
    const home = await readHome();
    const before = home.value.blocks.find(({ id }) => id === blockId);
    if (!before) throw changedMeanwhile();
    const block = BlockForm(await withPicture(before, form)).parse(sent);
    if (printOf(before) !== print) throw changedMeanwhile();
    await saveBlocks(
      home,
      home.value.blocks.map((one) => (one.id === blockId ? block : one)),
      by,
    );
  });
  return outcome.ok ? { ...outcome, message: "Draft saved." } : { ...outcome, values: typed(form) };
};

/** Returns a block with the picture that was chosen in its form. */
async function withPicture(block: HomeBlock, form: FormData): Promise<HomeBlock> {
  if (block.type !== "hero" && block.type !== "image-text") return block;
  const { image: before, ...rest } = block;
  const image = await pickedPicture(form, "image", before ?? null);
  return image ? { ...rest, image } : rest;
}

const { seoTitle, seoDescription } = Content.values.home.shape;
const Publishing = Seen.extend({
  ...{ seoTitle, seoDescription, publishAt: z.string() },
  ...{ zone: z.string().optional(), intent: z.enum(["save", "publish"]).catch("save") },
});

/** Publishes the draft of the home page, or saves when it is published and what search engines show. */
export const publishHome: Action = async (_, form) => {
  let message = "";
  const outcome = await staffAction("content.edit", form, Publishing, async (sent, by) => {
    const { seen, publishAt, zone, intent, ...seo } = sent;
    const { value } = await readHome();
    const publish = intent === "publish";
    const at = await momentOf({ publishAt, zone }, "publishAt");
    show(
      await Admin.saveContent({
        ...{ kind: "home", value: { ...value, ...seo }, seen, publish, ...by },
        ...(at && { publishAt: at }),
      }),
    );
    message = publish ? "Published." : at ? "Saved and scheduled." : "Saved.";
  });
  return outcome.ok ? { ...outcome, message } : outcome;
};
