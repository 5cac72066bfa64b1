import { SettingsCheck } from "@securecart/core/settings-check";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { requireStaff } from "#app/_lib/staff-session";
import { Title } from "#app/(admin)/admin/_parts/title";
import { cards } from "./cards";

export const metadata: Metadata = { title: "Settings" };

/** Renders the settings as cards: what is set now, and what does not fit together. */
export default async function SettingsPage() {
  await requireStaff({ may: "settings.read", from: "/admin/settings" });
  const { settings, problems } = await SettingsCheck.run();
  const shown = await Promise.all(
    cards.map(async ({ summary, ...card }) => ({
      ...card,
      summary: await summary(settings),
      problems: problems.filter(({ pages: [page] }) => page === card.href),
    })),
  );
  return (
    <>
      <Title>Settings</Title>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {shown.map((card) => (
          <li
            key={card.href}
            className="relative grid content-start gap-1 rounded-card border border-line bg-surface p-4 hover:border-edge"
          >
            <h2 className="font-sans text-base">
              <Link
                href={card.href}
                className="underline-offset-4 before:absolute before:inset-0 before:rounded-card before:content-[''] hover:underline"
              >
                {card.title}
              </Link>
            </h2>
            <p className="text-sm text-muted">{card.summary}</p>
            {card.problems.map(({ message }) => (
              <p key={message} className="text-sm font-medium text-warning">
                {message}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
