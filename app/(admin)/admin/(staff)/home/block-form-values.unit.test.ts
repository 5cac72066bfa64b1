import { Content, type HomeBlock } from "@securecart/core/content";
import { RichText } from "@securecart/core/rich-text";
import { expect, test } from "vitest";
import { BlockForm, questionsIn, valuesOf } from "./block-form-values";
import { newBlock, printOf, summaryOf } from "./blocks";

test.each([...Content.blockTypes])("a new block %s is valid and the same after its form", (type) => {
  const block = newBlock(type, "b123");
  expect(Content.Block.parse(block)).toEqual(block);
  expect(BlockForm(block).parse(valuesOf(block))).toEqual(block);
  expect(summaryOf(block)).not.toBe("");
});

const faq: HomeBlock = {
  ...{ type: "faq", id: "b123", title: "Questions" },
  entries: [{ question: "Why?", answer: RichText.fromMarkdown("Because **so**.") }],
};

test("questions and answers survive the form, empty ones are left out, and the form offers three more", () => {
  const values = valuesOf(faq);
  expect(questionsIn(values)).toBe(4);
  const changed = BlockForm(faq).parse({
    ...values,
    question1: " ",
    answer1: "",
    question3: "How?",
    answer3: "Well.",
  });
  expect(changed).toMatchObject({ entries: [faq.entries[0], { question: "How?" }] });
  expect(questionsIn({ ...values, question29: "Last" })).toBe(30);
});

test("errors name the fields, also when questions before them are empty", () => {
  const result = BlockForm(faq).safeParse({ title: "", question4: "Why?", answer4: "" });
  expect(result.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["title", "Enter a title."],
    ["answer4", "Enter an answer."],
  ]);
  const hero = newBlock("hero", "b123");
  const wrong = BlockForm(hero).safeParse({ title: "A", buttonLink: "url", buttonLinkUrl: "javascript:x" });
  expect(wrong.error?.issues[0]?.path).toEqual(["buttonLink"]);
});

test("a block has another print when it says something else", () => {
  expect(printOf(faq)).toBe(printOf({ ...faq }));
  expect(printOf(faq)).not.toBe(printOf({ ...faq, title: "Others" }));
});
