import { Oidc } from "@securecart/core/oidc";
import { Passkey } from "@securecart/core/passkey";
import { Session } from "@securecart/core/session";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Link } from "#app/_components/link";
import { PasskeyButton } from "#app/_components/passkey-button";
import { RowList } from "#app/_components/row-list";
import { Button } from "#app/_components/ui/button";
import { Notice } from "#app/_components/ui/notice";
import { messageFor } from "#app/_lib/message-for";
import { currentCustomer } from "../current";
import {
  addPasskey,
  askForPasskey,
  connectGoogle,
  disconnectGoogle,
  removePasskey,
  revokeSession,
  signOutEverywhere,
} from "./actions";
import { RowForm } from "./row-form";

export const metadata: Metadata = { title: "Security" };

const notices: Record<string, string> = {
  password: "Your password has changed. All other browsers are signed out.",
  email: "Your email address has changed. All other browsers are signed out.",
  passkey: "You can now sign in with this device.",
  google: "You can now sign in with Google.",
};

export default async function SecurityPage({ searchParams }: PageProps<"/account/security">) {
  const { session, profile } = await currentCustomer("/account/security");
  const subject = profile.customerId;
  const [sessions, passkeys, { done }] = await Promise.all([
    Session.list({ subject }),
    Passkey.list({ subject }),
    searchParams,
  ]);
  const notice = messageFor(notices, done);
  return (
    <div className="grid max-w-2xl gap-8">
      <h1 className="text-3xl">Security</h1>
      {notice && (
        <Notice tone="good" role="status">
          {notice}
        </Notice>
      )}
      <Section title="Email">
        <p className="break-words">{profile.email}</p>
        <p>
          <Link href="/account/security/email" className="text-link inline-flex min-h-11 items-center">
            Change email address
          </Link>
        </p>
      </Section>
      <Section title="Password">
        <p>{profile.hasPassword ? "You have a password." : "You don't have a password yet."}</p>
        <p>
          <Link href="/account/security/password" className="text-link inline-flex min-h-11 items-center">
            {profile.hasPassword ? "Change password" : "Choose a password"}
          </Link>
        </p>
      </Section>
      <Section title="Passkeys">
        <RowList rows={passkeys.map(({ credentialId }) => credentialId)} className="grid gap-3 empty:hidden">
          {passkeys.map(({ credentialId, label, createdAt }) => (
            <Row key={credentialId} title={label} detail={`Added ${day(createdAt)}`}>
              <RowForm action={removePasskey} hidden={{ credentialId }} button="Remove" about={label} />
            </Row>
          ))}
        </RowList>
        {Passkey.possible() && (
          <PasskeyButton
            kind="make"
            label="Add a passkey"
            look="quiet"
            ask={askForPasskey}
            answer={addPasskey}
          />
        )}
      </Section>
      {Oidc.offered() && (
        <Section title="Google">
          {profile.providers.includes("google") ? (
            <>
              <p>You can sign in with Google.</p>
              <RowForm action={disconnectGoogle} hidden={{}} button="Disconnect" about="Google" />
            </>
          ) : (
            <form action={connectGoogle}>
              <Button look="quiet">Connect Google</Button>
            </form>
          )}
        </Section>
      )}
      <Section title="Where you are signed in">
        <RowList rows={sessions.map(({ sessionId }) => sessionId).sort()} className="grid gap-3">
          {sessions.map(({ sessionId, device, seenAt, beganAt }) => (
            <Row
              key={sessionId}
              title={sessionId === session.sessionId ? `${device} (this browser)` : device}
              detail={`Signed in ${day(beganAt)}, last seen ${day(seenAt)}`}
            >
              <RowForm action={revokeSession} hidden={{ sessionId }} button="Sign out" about={device} />
            </Row>
          ))}
        </RowList>
        <form action={signOutEverywhere}>
          <Button look="quiet">Sign out everywhere</Button>
        </form>
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 border-t border-line pt-6">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  );
}

function Row({ title, detail, children }: { title: string; detail: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-card border border-line bg-surface p-4">
      <div className="min-w-0">
        <p className="font-medium break-words">{title}</p>
        <p className="text-sm text-muted">{detail}</p>
      </div>
      {children}
    </li>
  );
}

const day = (iso: string) =>
  `${new Date(iso).toLocaleString("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })} UTC`;
