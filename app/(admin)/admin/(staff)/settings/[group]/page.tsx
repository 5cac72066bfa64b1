import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "#app/_lib/staff-session";
import { AccentPreview } from "../_parts/accent-preview";
import { SettingsPage } from "../_parts/settings-page";
import { formOf } from "../forms";
import type { FormValues } from "../forms/form";
import { identity } from "../forms/identity";

type Props = PageProps<"/admin/settings/[group]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: formOf((await params).group)?.title ?? "Settings" };
}

/** Renders the page of a group of settings. */
export default async function GroupPage({ params }: Props) {
  const { group } = await params;
  const { roles } = await requireStaff({ may: "settings.read", from: `/admin/settings/${group}` });
  const form = formOf(group);
  if (!form) notFound();
  const below =
    form === identity ? ({ accent = "" }: FormValues) => <AccentPreview accent={accent} /> : undefined;
  return <SettingsPage form={form} roles={roles} {...(below && { below })} />;
}
