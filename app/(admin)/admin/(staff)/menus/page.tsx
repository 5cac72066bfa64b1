import { randomUUID } from "node:crypto";
import { Content, type Document } from "@securecart/core/content";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { linkTargets } from "#app/_components/shop-links";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Title } from "#app/(admin)/admin/_parts/title";
import { type LinkGroup, linkChoices } from "../content/link-choices";
import { makeAutomatic } from "./actions";
import { MenuForm } from "./menu-form";
import { followed, type MenuName, padded, rowsOf, rowsOfFooter, rowsOfHeader } from "./rows";

export const metadata: Metadata = { title: "Menus" };

/** Renders the menus of the header and of the footer with their forms. */
export default async function MenusPage() {
  const { roles } = await requireStaff({ may: "content.read", from: "/admin/menus" });
  const [document, links, targets] = await Promise.all([
    Content.forStaff({ documentId: "menus" }),
    linkChoices(),
    linkTargets({ collections: true }),
  ]);
  if (!document || !Content.isOf(document, "menus")) throw new Error("There are no menus.");
  const mayEdit = Staff.may(roles, "content.edit");
  const automatic = {
    header: rowsOfHeader(Content.headerOf(null, targets)),
    footer: rowsOfFooter(Content.footerOf(null, targets)),
  };
  return (
    <>
      <Title>Menus</Title>
      <p className="-mt-4 mb-6 flex max-w-prose flex-wrap gap-x-4 text-muted">
        <span>
          Links to pages and categories follow them when their address changes. Links to drafts appear when
          those are published.
        </span>
        <Link href="/admin/menus/history" className="text-link">
          History
        </Link>
      </p>
      <div className="grid gap-12">
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
    </>
  );
}

const words: Record<MenuName, { title: string; automatic: string; own: string }> = {
  header: {
    title: "Header",
    automatic:
      "The header shows all categories and follows every change of them. Save it to arrange it yourself.",
    own: "An entry below another one unfolds with it.",
  },
  footer: {
    title: "Footer",
    automatic:
      "The footer shows the categories and all published pages, and follows every change of them. Save it to arrange it yourself.",
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
