import { randomUUID } from "node:crypto";
import { Content } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Link } from "#app/_components/link";
import { linkTargets } from "#app/_components/shop-links";
import { requireStaff } from "#app/_lib/staff-session";
import { recentPictures } from "#app/(admin)/admin/_parts/picked-picture";
import { Title } from "#app/(admin)/admin/_parts/title";
import { linkChoices } from "../../content/link-choices";
import { BlockForm } from "../block-form";
import { questionsIn, valuesOf } from "../block-form-values";
import { blockWords, printOf, readHome } from "../blocks";

export const metadata: Metadata = { title: "Block" };

type Props = PageProps<"/admin/home/[blockId]">;

/** Renders a block of the home page with its form. */
export default async function BlockPage({ params }: Props) {
  const { blockId } = await params;
  const { roles } = await requireStaff({ may: "content.read", from: `/admin/home/${blockId}` });
  const [home, recent, links, targets] = await Promise.all([
    readHome(),
    recentPictures(),
    linkChoices(),
    linkTargets({ collections: true }),
  ]);
  const block = home.value.blocks.find(({ id }) => id === blockId);
  if (!block) notFound();
  const values = valuesOf(block);
  return (
    <>
      <p className="mb-2 text-sm">
        <Link href="/admin/home" className="text-link">
          Home page
        </Link>
        {" · "}
        <Link href="/admin/preview/home" className="text-link">
          Preview
        </Link>
      </p>
      <Title>{blockWords[block.type].name}</Title>
      <BlockForm
        blockId={block.id}
        type={block.type}
        requestId={randomUUID()}
        values={values}
        print={printOf(block)}
        editor={home.editor ?? ""}
        links={links}
        sources={[
          { value: "featured", label: "Featured products" },
          ...targets.categories.map(({ slug, name }) => ({
            value: `category:${slug}`,
            label: `Category: ${name}`,
          })),
          ...targets.collections.map(({ collectionId, name }) => ({
            value: `collection:${collectionId}`,
            label: `Collection: ${name}`,
          })),
        ]}
        image={("image" in block && block.image) || null}
        recent={recent}
        counts={[...Content.rowSizes]}
        questions={questionsIn(values)}
        mayEdit={Staff.may(roles, "content.edit")}
      />
    </>
  );
}
