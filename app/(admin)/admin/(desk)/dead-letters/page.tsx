import { randomUUID } from "node:crypto";
import { type DeadLetter, DeadLetters } from "@securecart/core/dead-letters";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { requireStaff } from "../../../../_lib/staff-session";
import { ActionForm } from "../../_parts/action-form";
import { Empty } from "../../_parts/table";
import { Title } from "../../_parts/title";
import { When } from "../../_parts/when";
import { discard, resend } from "./actions";

export const metadata: Metadata = { title: "Dead letters" };

export default async function DeadLettersPage() {
  const { roles } = await requireStaff({ may: "dead_letters.read", from: "/admin/dead-letters" });
  const letters = await DeadLetters.list();
  return (
    <>
      <Title>Dead letters</Title>
      <p className="mb-6 max-w-prose text-muted">
        Messages that no handler could handle, after several tries. Send one again when what was wrong is
        mended.
      </p>
      {letters.length === 0 && <Empty>There are none.</Empty>}
      {DeadLetters.queueNames
        .map((queue) => ({ queue, found: letters.filter((letter) => letter.queue === queue) }))
        .filter(({ found }) => found.length > 0)
        .map(({ queue, found }) => (
          <section key={queue} className="mb-8">
            <h2 className="mb-3 text-xl">
              {queue} <span className="font-sans text-base font-normal text-muted">{found.length}</span>
            </h2>
            <ul className="grid gap-4">
              {found.map((letter) => (
                <Letter key={letter.id} letter={letter} acts={Staff.may(roles, "dead_letters.redrive")} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}

function Letter({ letter, acts }: { letter: DeadLetter; acts: boolean }) {
  const { queue, id, body, received, sentAt } = letter;
  const hidden = () => ({ queue, id, requestId: randomUUID() });
  return (
    <li className="rounded-card border border-line bg-surface p-4">
      <p className="text-sm text-muted">
        Sent <When at={sentAt} />, received {received} times
      </p>
      <pre className="my-3 rounded-control bg-sunken p-3 text-sm break-all whitespace-pre-wrap">
        {pretty(body)}
      </pre>
      {acts && (
        <div className="flex flex-wrap items-start gap-3">
          <ActionForm action={resend} hidden={hidden()} button="Send again" />
          <ActionForm action={discard} hidden={hidden()} button="Discard" look="quiet" />
        </div>
      )}
    </li>
  );
}

function pretty(body: string) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
