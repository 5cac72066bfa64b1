import { Catalog, type Category, Slug } from "#catalog/catalog";
import { Text } from "#platform/text";
import type { DraftCategory } from "./draft";
import { slugFrom } from "./read/common";

export type Known = Pick<Category, "slug" | "name" | "parent">;
type New = { slug: string; name: string; parent: string };

/** Category of a product of a file, empty for none, and the categories that have to be created for it. */
export type Place = { slug: string; create: New[] };

/** Returns the place of a draft among the categories of the shop: by slug, or by its names in any case. */
export function placeOf(category: DraftCategory, known: Known[]): Place {
  if ("slug" in category) return ofSlug(category.slug, known);
  const names = category.path.slice(-Catalog.mostLevels).map((name) => Text.cut(name, 100));
  const name = names.at(-1) ?? "";
  const whole = names.reduce<string | null>(
    (parent, one) => (parent === null ? null : find(known, one, parent)),
    "",
  );
  if (whole) return { slug: whole, create: [] };
  const [only, ...others] = known.filter((one) => isNamed(one, name));
  if (only && others.length === 0) return { slug: only.slug, create: [] };
  const create: New[] = [];
  let parent = "";
  for (const one of names) {
    const found = find([...known, ...create], one, parent);
    if (!found) create.push({ slug: freeSlug(one, parent, [...known, ...create]), name: one, parent });
    parent = found ?? create.at(-1)?.slug ?? "";
  }
  return { slug: parent, create };
}

function ofSlug(wanted: string, known: Known[]): Place {
  if (wanted === "" || known.some(({ slug }) => slug === wanted)) return { slug: wanted, create: [] };
  const slug = Slug.safeParse(wanted).success ? wanted : slugFrom(wanted);
  const words = slug.split("-").join(" ");
  return { slug, create: [{ slug, name: words.charAt(0).toUpperCase() + words.slice(1), parent: "" }] };
}

const isNamed = (one: Known, name: string) => one.name.toLowerCase() === name.toLowerCase();

/** Returns the slug of the category of a name within another one; null when there is none. */
const find = (known: Known[], name: string, parent: string) =>
  known.find((one) => one.parent === parent && isNamed(one, name))?.slug ?? null;

function freeSlug(name: string, parent: string, known: Known[]) {
  const taken = (slug: string) => known.some((one) => one.slug === slug);
  const own = slugFrom(name);
  if (!taken(own)) return own;
  const long = slugFrom(`${parent} ${name}`);
  for (let n = 1; ; n++) {
    const tried = n === 1 ? long : `${long}-${n}`;
    if (!taken(tried)) return tried;
  }
}

/** Returns the categories of the shop. */
export const knownCategories = (): Promise<Known[]> => Catalog.allCategories();

/** Creates the categories that do not exist yet. */
export async function createCategories(create: New[]) {
  if (create.length === 0) return;
  await Catalog.editCategories((all) =>
    create.flatMap(({ slug, name, parent }, i) =>
      all.some((one) => one.slug === slug)
        ? []
        : [
            {
              saved: {
                slug,
                address: slug,
                former: [],
                name,
                parent,
                description: [],
                position: all.length + i,
                status: "active" as const,
                image: Catalog.noImage,
                version: 0,
              },
            },
          ],
    ),
  );
}
