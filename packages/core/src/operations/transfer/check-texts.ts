import { z } from "zod";
import { Text } from "#platform/text";

const labels: Record<string, string> = {
  name: "title",
  summary: "summary",
  brand: "brand",
  tags: "tags",
  seoTitle: "SEO title",
  seoDescription: "SEO description",
  description: "description",
  publishAt: "time to publish at",
};

const Texts = z.object({
  name: Text.line(200, "Enter a title."),
  summary: Text.cleaned(300),
  brand: Text.cleaned(100),
  tags: z.array(Text.line(50, "A tag is empty.")).max(50, "At most 50 tags."),
  seoTitle: Text.cleaned(200).optional(),
  seoDescription: Text.cleaned(400).optional(),
});

/** Returns what is wrong with the texts of a product, in words. */
export function checkTexts(input: z.input<typeof Texts>, line: number): string[] {
  const parsed = Texts.safeParse(input);
  const names = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
  return [...names].map((name) => {
    const issue = parsed.error?.issues.find(({ path }) => path[0] === name);
    return `Line ${line}: the ${labels[name] ?? name} can't be used. ${issue?.message ?? ""}`;
  });
}
