import { emailKinds, Settings } from "@securecart/core/settings";
import { Staff } from "@securecart/core/staff";
import { EmailTexts } from "@securecart/email/texts";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Badge } from "#app/_components/ui/badge";
import { requireStaff } from "#app/_lib/staff-session";
import { Cell, Table } from "#app/(admin)/admin/_parts/table";
import { Title } from "#app/(admin)/admin/_parts/title";
import { LastChange } from "../_parts/last-change";
import { emailNames } from "./words";

export const metadata: Metadata = { title: "Email texts" };

const columns = [{ label: "Email" }, { label: "Subject", wide: true }, { label: "Text" }];

/** Renders the emails that a merchant may write. */
export default async function EmailsPage() {
  const { roles } = await requireStaff({ may: "settings.read", from: "/admin/settings/emails" });
  const { value, last } = await Settings.current("emails");
  const [orders, accounts] = [true, false].map((isAboutOrder) =>
    emailKinds.filter((kind) => EmailTexts.isAboutOrder(kind) === isAboutOrder),
  );
  const groups = [
    { title: "About orders", kinds: orders ?? [] },
    { title: "About accounts and alerts", kinds: accounts ?? [] },
  ];
  return (
    <>
      <Title>Email texts</Title>
      <div className="grid gap-8">
        <p className="max-w-3xl text-muted">
          Your customers get these emails. Write your own text for any of them. Emails about the security of
          an account always have the text that the shop comes with.
        </p>
        {groups.map(({ title, kinds }) => (
          <section key={title} aria-labelledby={title.replaceAll(" ", "-")}>
            <h2 id={title.replaceAll(" ", "-")} className="mb-2 text-xl">
              {title}
            </h2>
            <Table caption={title} columns={columns}>
              {kinds.map((kind) => (
                <tr key={kind}>
                  <Cell>
                    <Link
                      href={`/admin/settings/emails/${kind}`}
                      className="text-link inline-flex min-h-9 items-center font-medium"
                    >
                      {emailNames[kind].name}
                    </Link>
                  </Cell>
                  <Cell wide className="text-sm text-muted">
                    {(value[kind] ?? EmailTexts.usualWords(kind)).subject}
                  </Cell>
                  <Cell>{value[kind] ? <Badge tone="good">Yours</Badge> : <Badge>Usual</Badge>}</Cell>
                </tr>
              ))}
            </Table>
          </section>
        ))}
        <LastChange group="emails" last={last} mayChange={Staff.may(roles, "settings.change")} />
      </div>
    </>
  );
}
