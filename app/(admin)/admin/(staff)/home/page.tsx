import { randomUUID } from "node:crypto";
import { Content, type Document, type HomeBlock } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Picture } from "#app/_components/picture";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm, type FormAction } from "#app/(admin)/admin/_parts/action-form";
import { Empty } from "#app/(admin)/admin/_parts/table";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { DocumentFacts } from "../content/document-facts";
import { GoBack } from "../content/go-back";
import { PublishForm } from "../content/publish-form";
import { fieldTime, shopZone } from "../content/publishing";
import { addBlock, duplicateBlock, moveDown, moveUp, publishHome, removeBlock } from "./actions";
import { blockWords, readHome, summaryOf } from "./blocks";

export const metadata: Metadata = { title: "Home page" };

/** Renders the blocks of the home page in their order, and what publishes them. */
export default async function HomeEditorPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/home" });
  const home = await readHome();
  const mayEdit = Staff.may(roles, "content.edit");
  const { blocks } = home.value;
  return (
    <>
      <DocumentFacts
        title="Home page"
        document={home}
        path="/admin/home"
        preview="/admin/preview/home"
        first="Shoppers see the home page that every shop begins with."
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-6">
          {blocks.length === 0 ? (
            <Empty>The home page is empty. Add its first block below.</Empty>
          ) : (
            <ol
              aria-label="Blocks"
              className="divide-y divide-line rounded-card border border-line bg-surface"
            >
              {blocks.map((block, i) => (
                <BlockRow
                  key={block.id}
                  block={block}
                  home={home}
                  isFirst={i === 0}
                  isLast={i === blocks.length - 1}
                  mayEdit={mayEdit}
                />
              ))}
            </ol>
          )}
          {mayEdit && <AddBlock version={home.version} />}
        </div>
        <aside className="grid min-w-0 grid-cols-1 gap-6">
          <Panel title="Publish">
            <PublishForm
              action={publishHome}
              requestId={randomUUID()}
              version={home.version}
              values={{
                seoTitle: home.value.seoTitle,
                seoDescription: home.value.seoDescription,
                publishAt: await fieldTime(home.publishAt),
              }}
              zone={await shopZone()}
              mayEdit={mayEdit}
            />
          </Panel>
          {mayEdit && (
            <GoBack
              document={home}
              path="/admin/home"
              remove={{
                button: "Show the first home page",
                hint: "Shoppers see the home page that every shop begins with. Your blocks stay as a draft.",
              }}
            />
          )}
        </aside>
      </div>
    </>
  );
}

type BlockRowProps = {
  block: HomeBlock;
  home: Document<"home">;
  isFirst: boolean;
  isLast: boolean;
  mayEdit: boolean;
};

function BlockRow({ block, home, isFirst, isLast, mayEdit }: BlockRowProps) {
  const { name } = blockWords[block.type];
  const image = "image" in block ? block.image : undefined;
  const hidden = () => ({ blockId: block.id, seen: `${home.version}`, requestId: randomUUID() });
  const act = (action: FormAction, button: string) => (
    <ActionForm action={action} hidden={hidden()} button={button} look="plain" />
  );
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <div className="size-12 shrink-0 overflow-hidden rounded-control bg-sunken">
        {image && <Picture image={image} alt="" sizes="3rem" className="size-full object-cover" />}
      </div>
      <div className="min-w-0 grow basis-56">
        <h2 className="font-sans text-base font-medium">
          <Link href={`/admin/home/${block.id}`} className="text-link">
            {name}
          </Link>
        </h2>
        <p className="truncate text-sm text-muted">{summaryOf(block)}</p>
      </div>
      {mayEdit && (
        <div className="flex flex-wrap gap-x-3">
          {!isFirst && act(moveUp, "Move up")}
          {!isLast && act(moveDown, "Move down")}
          {act(duplicateBlock, "Duplicate")}
          {act(removeBlock, "Remove")}
        </div>
      )}
    </li>
  );
}

function AddBlock({ version }: { version: number }) {
  return (
    <section>
      <h2 className="mb-3 text-xl">Add a block</h2>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {Content.blockTypes.map((type) => (
          <li
            key={type}
            className="grid content-between gap-3 rounded-card border border-line bg-surface p-4"
          >
            <p className="text-sm text-muted">{blockWords[type].use}</p>
            <ActionForm
              action={addBlock}
              hidden={{ type, seen: `${version}`, requestId: randomUUID() }}
              button={`Add ${blockWords[type].name.toLowerCase()}`}
              look="quiet"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
