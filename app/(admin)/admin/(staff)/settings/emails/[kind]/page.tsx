import { randomUUID } from "node:crypto";
import { placeholdersOf, Settings } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import { EmailTexts } from "@securecart/email/texts";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { shopName } from "#app/_lib/cached";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { saveEmail } from "../actions";
import { EmailForm } from "../email-form";
import { EmailPreview } from "../email-preview";
import { emailNames } from "../words";

type Props = PageProps<"/admin/settings/emails/[kind]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  return { title: Settings.isEmailKind(kind) ? emailNames[kind].name : "Email texts" };
}

/** Renders the form of an email's text, with a preview. */
export default async function EmailPage({ params }: Props) {
  const { kind } = await params;
  const { roles } = await requireStaff({ may: "settings.read", from: `/admin/settings/emails/${kind}` });
  if (!Settings.isEmailKind(kind)) notFound();
  const [{ value, version, last }, name] = await Promise.all([Settings.current("emails"), shopName()]);
  const own = value[kind];
  const placeholders = placeholdersOf(kind).map((one) => `{${one}}`);
  return (
    <>
      <Title>{emailNames[kind].name}</Title>
      <p className="mb-6 text-muted">{emailNames[kind].when}</p>
      {Staff.may(roles, "settings.change") ? (
        <EmailForm
          action={saveEmail}
          kind={kind}
          requestId={randomUUID()}
          isOwn={own !== null}
          values={{ ...(own ?? EmailTexts.usualWords(kind)) }}
          version={version}
          editor={last?.actor.replace(/^staff:/, "") ?? ""}
          placeholders={placeholders}
          preview={EmailTexts.preview(kind, name, own)}
        />
      ) : (
        <EmailPreview {...EmailTexts.preview(kind, name, own)} />
      )}
    </>
  );
}
