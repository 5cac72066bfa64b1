import {
  Content,
  type DefaultKey,
  type HomeBlock,
  type PageValue,
  type Words,
} from "@securecart/core/content";
import { Id } from "@securecart/core/id";
import { RichText } from "@securecart/core/rich-text";
import { Settings } from "@securecart/core/settings";

type Run = RichText.Run;

/** The fictional company behind the sample shop. */
const company: Words = {
  "shop name": "Alder & Tide",
  "legal name": "Alder & Tide Goods LLC (a fictional company)",
  address: "12 Harbor Street\nAstoria, OR 97103\nUnited States",
  email: "hello@alder-and-tide.example",
  phone: "+1 503 555 0142",
};

const sizeGuide: PageValue = {
  title: "Size guide",
  slug: "size-guide",
  body: RichText.fromMarkdown(
    [
      "Measure over thin clothing, with the tape close but not tight. Between two sizes, take the larger one for knits and jackets.",
      "## Tops, knits and jackets",
      "- XS: chest 84–88 cm, waist 68–72 cm\n- S: chest 89–94 cm, waist 73–78 cm\n- M: chest 95–100 cm, waist 79–85 cm\n- L: chest 101–107 cm, waist 86–93 cm\n- XL: chest 108–115 cm, waist 94–102 cm",
      "## Trousers",
      "The first number is the waist in inches, the second the length of the inner leg: 32 fits a waist of 81 cm, 32 long is 81 cm.",
      "## Shoes and socks",
      "Sizes are European: 39 fits a foot of 24.7 cm, and each size adds 0.67 cm.",
    ].join("\n\n"),
  ),
  seoTitle: "",
  seoDescription: "How to measure, and which size fits.",
};

const claim = {
  title: "Fewer things, better made.",
  text: "Well-made things for home, kitchen and travel, chosen one by one.",
};

const arbitration = "We do not take part in dispute resolution before a consumer arbitration board.";

/** Answers of the sample shop for the marked places of each page, in their order. An empty answer removes the place. */
const answers: Record<DefaultKey, string[]> = {
  shipping: [
    "2 pm",
    "the same day",
    "United States: two to four working days",
    "European Union and other countries: four to eight working days",
    "",
  ],
  returns: ["30", "two", "You pay for the return parcel.", ""],
  faq: [
    "Two to four working days within the United States, four to eight elsewhere.",
    "How do I care for oiled wood?",
    "Wipe it with a damp cloth, let it dry standing up, and oil it when it looks pale: about twice a year.",
  ],
  contact: ["two", "Monday to Friday, 9 am to 5 pm Pacific time."],
  privacy: [
    "",
    "",
    "",
    "Stripe",
    "UPS and DHL",
    "Amazon Web Services, in the European Union",
    "",
    "10",
    "the data protection authority of the country in which you live",
    "December 1, 2026",
  ],
  terms: ["English", "You pay for the return parcel", "", "Oregon, United States,", arbitration],
  imprint: [
    "Managing director: Ada Winters",
    "Oregon Business Registry, 000000-00",
    "",
    "Ada Winters, at the address above",
    arbitration,
  ],
};

const mark = /\[Fill in:[^\]]*\]/g;

/** Returns a page that every shop has as the sample shop completes it. */
export function completed(key: DefaultKey, page: PageValue): PageValue {
  const rest = [...answers[key]];
  const answered = (runs: Run[]) =>
    runs
      .map((run) => ({ ...run, text: run.text.replace(mark, () => rest.shift() ?? "") }))
      .filter(({ text }) => text !== "");
  const body = page.body.flatMap((block): PageValue["body"] => {
    if (block.type !== "list") return [{ ...block, runs: answered(block.runs) }];
    return [{ ...block, items: block.items.map(answered) }];
  });
  const filled = Content.fillPage({ ...page, body: RichText.Schema.parse(body) }, company);
  return { ...filled, body: RichText.Schema.parse(filled.body) };
}

/** Publishes the pages that every shop has, completed, unless a person has saved them. */
export async function writePages() {
  for (const key of Content.defaultKeys) {
    const documentId = Content.defaultPageId(key);
    const page = await Content.forStaff({ documentId });
    if (!page || page.version > 0 || !Content.isOf(page, "page")) continue;
    const value = completed(key, page.value);
    await Content.save({ kind: "page", documentId, value, seen: 0, publish: true, actor: "seed" });
  }
}

/** Blocks of the home page below those that every shop begins with. */
const story: HomeBlock[] = [
  {
    type: "image-text",
    id: "repairs",
    title: "Made to be mended",
    body: RichText.fromMarkdown(
      "Seams that can be opened, handles that can be replaced, glazes that hide a scratch. We ask of each thing how it is repaired before we ask what it costs.\n\nWhat breaks within two years, we mend or replace.",
    ),
    button: { label: "Shop Bags & Accessories", link: "category:bags-accessories" },
    image: {
      key: "products/waypoint-canvas-backpack/1",
      alt: "A canvas backpack with leather straps",
      width: 1280,
      height: 1600,
    },
    side: "right",
  },
  { type: "products", id: "trail", title: "For the trail", source: "category:camp-trail", count: 4 },
];

/** Publishes the page about sizes, unless there is one. */
export async function writeSizeGuide() {
  const documentId = Id.derived("page", "seed", sizeGuide.slug);
  if (await Content.forStaff({ documentId })) return;
  await Content.save({
    ...{ kind: "page", documentId, value: sizeGuide, seen: 0, publish: true, actor: "seed" },
  });
}

/** Names the company that sells, unless a person has saved the shop's details. */
export async function writeIdentity() {
  const { version } = await Settings.current("identity");
  if (version > 0) return;
  const { "legal name": legalName = "", address = "", email = "", phone = "" } = company;
  await Settings.change(
    "identity",
    { legalName, address, email, phone, companyNumber: "Oregon Business Registry, 000000-00" },
    { actor: "seed", requestId: "5eed0000-0000-4000-8000-000000000001", seen: 0 },
  );
}

/** Publishes the sample shop's home page, unless a person has saved one. */
export async function writeHome() {
  const document = await Content.forStaff({ documentId: "home" });
  if (!document || document.version > 0 || !Content.isOf(document, "home")) return;
  const first = document.value.blocks.map((block) => {
    if (block.type === "hero") return { ...block, ...claim };
    return block.type === "products" ? { ...block, count: 8 as const } : block;
  });
  const blocks = [...first, ...story];
  const value = { ...document.value, blocks, seoDescription: claim.text };
  await Content.save({ kind: "home", value, seen: 0, publish: true, actor: "seed" });
}

/** Returns the texts of the sample shop's pages, to notice that they changed. */
export const pageTexts = () => JSON.stringify([company, answers, claim, sizeGuide, story]);
