import { randomUUID } from "node:crypto";
import { Content, type Document } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { linkTargets } from "#app/_components/shop-links";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { DocumentFacts } from "../content/document-facts";
import { GoBack } from "../content/go-back";
import { type LinkGroup, linkChoices } from "../content/link-choices";
import { PublishForm } from "../content/publish-form";
import { fieldTime, shopZone } from "../content/publishing";
import { makeAutomatic, publishMenus } from "./actions";
import { MenuForm } from "./menu-form";
import { readMenus } from "./read";
import { followed, type MenuName, padded, rowsOf, rowsOfFooter, rowsOfHeader } from "./rows";

export const metadata: Metadata = { title: "Menus" };

/** Renders the draft of the menus with their forms, and what publishes it. */
export default async function MenusPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/menus" });
  const [document, links, targets] = await Promise.all([
    readMenus(),
    linkChoices(),
    linkTargets({ collections: true }),
  ]);
  const mayEdit = Staff.may(roles, "content.edit");
  const automatic = {
    header: rowsOfHeader(Content.headerOf(null, targets)),
    footer: rowsOfFooter(Content.footerOf(null, targets)),
  };
  return (
    <>
      <DocumentFacts
        title="Menus"
        document={document}
        path="/admin/menus"
        preview="/admin/preview/menus"
        first="Shoppers see the menus that every shop begins with: they follow its categories and pages."
      />
      <p className="-mt-4 mb-6 max-w-prose text-muted">
        Links to pages and categories follow them when their address changes. Links to drafts appear when
        those are published.
      </p>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-12">
          {(["header", "footer"] as const).map((menu) => (
            <Menu
              key={menu}
              menu={menu}
              document={document}
              automatic={followed(automatic[menu], targets)}
              links={links}
              mayEdit={mayEdit}
            />
          ))}
        </div>
        <aside className="grid min-w-0 grid-cols-1 gap-6">
          <Panel title="Publish">
            <p className="mb-4 text-sm text-muted">Both menus are published together, as they were saved.</p>
            <PublishForm
              action={publishMenus}
              requestId={randomUUID()}
              version={document.version}
              values={{ publishAt: await fieldTime(document.publishAt) }}
              zone={await shopZone()}
              mayEdit={mayEdit}
            />
          </Panel>
          {mayEdit && (
            <GoBack
              document={document}
              path="/admin/menus"
              remove={{
                button: "Show the first menus",
                hint: "Shoppers see menus that follow the categories and pages. Yours stay as a draft.",
              }}
            />
          )}
        </aside>
      </div>
    </>
  );
}

const words: Record<MenuName, { title: string; automatic: string; own: string }> = {
  header: {
    title: "Header",
    automatic:
      "The header shows all categories and follows every change of them. Save a draft to arrange it yourself.",
    own: "An entry below another one unfolds with it.",
  },
  footer: {
    title: "Footer",
    automatic:
      "The footer shows the categories and all published pages, and follows every change of them. Save a draft to arrange it yourself.",
    own: "Titles of columns need no link.",
  },
};

type MenuProps = {
  menu: MenuName;
  document: Document<"menus">;
  automatic: ReturnType<typeof rowsOf>;
  links: LinkGroup[];
  mayEdit: boolean;
};

function Menu({ menu, document: { value, version }, automatic, links, mayEdit }: MenuProps) {
  const own = value[menu];
  const { title, ...hints } = words[menu];
  return (
    <section>
      <h2 className="text-xl">{title}</h2>
      <p className="mt-1 mb-3 max-w-prose text-sm text-muted">{own ? hints.own : hints.automatic}</p>
      <MenuForm
        menu={menu}
        requestId={randomUUID()}
        version={version}
        rows={padded(own ? rowsOf(own) : automatic, menu)}
        links={links}
        mayEdit={mayEdit}
      />
      {own && mayEdit && (
        <ActionForm
          action={makeAutomatic}
          hidden={{ menu, seen: `${version}`, requestId: randomUUID() }}
          button={`Make the ${menu} automatic again`}
          look="plain"
          className="mt-3"
        />
      )}
    </section>
  );
}
