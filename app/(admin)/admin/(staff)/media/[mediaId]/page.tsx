import { randomUUID } from "node:crypto";
import { Catalog } from "@securecart/core/catalog";
import { Media } from "@securecart/core/media";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";
import { requireStaff } from "#app/_lib/staff-session";
import { ActionForm } from "#app/(admin)/admin/_parts/action-form";
import { Panel } from "#app/(admin)/admin/_parts/title";
import { When } from "#app/(admin)/admin/_parts/when";
import { removePicture, restorePicture } from "../actions";
import { sizeOf, stateLabels } from "../read";
import { WhileBusy } from "../while-busy";
import { PictureForm } from "./picture-form";

type Props = PageProps<"/admin/media/[mediaId]">;

const read = cache(async (mediaId: string) => {
  const known = Media.Ref.safeParse({ mediaId });
  const media = known.success ? await Media.find(known.data) : null;
  return media ?? notFound();
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { mediaId } = await params;
  await requireStaff({ may: "media.read", from: `/admin/media/${mediaId}` });
  return { title: (await read(mediaId)).name };
}

/** Shows a picture, where it is used, and the form of its alternative text and focal point. */
export default async function PicturePage({ params }: Props) {
  const { mediaId } = await params;
  const { roles } = await requireStaff({ may: "media.read", from: `/admin/media/${mediaId}` });
  const media = await read(mediaId);
  const mayEdit = Staff.may(roles, "media.edit");
  const users = await usersOf(media.key);
  const hidden = { mediaId, seen: String(media.edits), requestId: randomUUID() };
  const isBusy = media.state === "uploaded" || media.state === "processing";
  return (
    <>
      <p className="mb-2 text-sm lg:hidden">
        <Link href="/admin/media" className="text-link">
          Media
        </Link>
      </p>
      <h1 className="mb-6 text-3xl wrap-anywhere">{media.name}</h1>
      {media.reason && (
        <Notice tone="bad" className="mb-6">
          <p className="font-medium">This file was refused.</p>
          <p>{media.reason}</p>
        </Notice>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {media.width > 0 ? (
          <PictureForm
            image={Media.imageOf(media)}
            hidden={hidden}
            mayEdit={mayEdit && media.state === "ready"}
          />
        ) : (
          !media.reason && <p className="text-muted">The picture is being checked and prepared.</p>
        )}
        <div className="grid gap-6">
          <Facts media={media} />
          <Panel title="Used by">
            <Users users={users} />
          </Panel>
          {mayEdit && media.state === "removed" && (
            <ActionForm action={restorePicture} hidden={hidden} button="Restore" />
          )}
          {mayEdit && users.length === 0 && (media.state === "ready" || media.state === "refused") && (
            <ActionForm action={removePicture} hidden={hidden} button="Remove picture" look="quiet" />
          )}
        </div>
      </div>
      <WhileBusy isBusy={isBusy} />
    </>
  );
}

function Facts({ media }: { media: Media.MediaRow }) {
  const facts = [
    ["State", stateLabels[media.state]],
    ["Size", media.width > 0 ? `${media.width} × ${media.height} pixels` : ""],
    ["File as uploaded", media.bytes > 0 ? sizeOf(media.bytes) : ""],
  ].filter(([, value]) => value);
  return (
    <Panel title="Picture">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <dt className="text-muted">Uploaded</dt>
        <dd>
          <When at={media.createdAt} />
        </dd>
      </dl>
    </Panel>
  );
}

type User = { name: string; href: string | null };

/** Returns what uses a picture, with the pages that change it. Two requests. */
async function usersOf(key: string): Promise<User[]> {
  const users = await Media.usersOf(key);
  const productIds = users.flatMap((user) => (user.startsWith("product:") ? user.slice(8) : []));
  const products = await Catalog.byIds({ productIds });
  const others = users.filter((user) => !user.startsWith("product:"));
  return [
    ...products.map(({ productId, name }) => ({ name, href: `/admin/products/${productId}` })),
    ...others.map(nameOf),
  ];
}

/** Returns the name of what uses a picture and is no product, with the page that changes it. */
function nameOf(user: string): User {
  const [kind = "", id = ""] = user.split(":");
  if (user === "content:home") return { name: "Home page", href: "/admin/home" };
  if (kind === "category") return { name: `Category ${id}`, href: null };
  if (kind === "collection") return { name: "A collection", href: null };
  return { name: kind === "content" ? "A page" : "Settings", href: null };
}

function Users({ users }: { users: User[] }) {
  if (users.length === 0) return <p className="text-muted">Nothing uses this picture yet.</p>;
  return (
    <ul className="grid gap-1">
      {users.map(({ name, href }) => (
        <li key={href ?? name}>
          {href ? (
            <Link href={href} className="text-link">
              {name}
            </Link>
          ) : (
            name
          )}
        </li>
      ))}
    </ul>
  );
}
