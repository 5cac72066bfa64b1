"use client";

import { useActionState, useState } from "react";
import { Link } from "#app/_components/link";
import { PasskeyButton } from "#app/_components/passkey-button";
import { Button, buttonClasses } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { Notice } from "#app/_components/ui/notice";
import { RecoveryCodes } from "#app/(admin)/admin/_parts/recovery-codes";
import { askForNewPasskey, type Enrolled, enrollApp, enrollPasskey } from "./actions";

type EnrollProps = { first: boolean; app: { key: string; uri: string; qr: string }; passkeys: boolean };

/** A passkey or an app; when it is done, the recovery codes that are shown this once. */
export function Enroll({ first, app, passkeys }: EnrollProps) {
  const [byApp, submit, pending] = useActionState(enrollApp, null);
  const [byPasskey, setByPasskey] = useState<Enrolled | null>(null);
  const done = [byPasskey, byApp].find((outcome) => outcome?.ok);
  if (done?.ok) return <Done codes={done.codes} />;
  const refused = byApp?.ok === false ? byApp : null;
  return (
    <>
      {first && (
        <p className="-mt-3 text-muted">
          The back office asks for a second step beside the password. Set it up once; it takes a minute.
        </p>
      )}
      {passkeys && (
        <section className="rounded-card border border-line bg-surface p-5">
          <h2 className="mb-1 text-xl">With a passkey</h2>
          <p className="mb-4 text-muted">
            This device asks for your finger, face or PIN, or you plug in a security key.
          </p>
          <PasskeyButton
            kind="make"
            label="Create a passkey"
            ask={askForNewPasskey}
            answer={async (answer) => {
              const outcome = await enrollPasskey(answer);
              setByPasskey(outcome);
              return outcome;
            }}
          />
        </section>
      )}
      <section className="rounded-card border border-line bg-surface p-5">
        <h2 className="mb-1 text-xl">With an authenticator app</h2>
        <p className="mb-4 text-muted">Scan the picture with your app, then enter the code that it shows.</p>
        <div className="grid gap-5 sm:grid-cols-[11rem_1fr]">
          <img
            src={app.qr}
            alt="QR code for an authenticator app"
            width={176}
            height={176}
            className="rounded-control bg-white"
          />
          <form action={submit} noValidate className="grid content-start gap-4">
            <p className="text-sm">
              No camera at hand? Type this key into the app:
              <code className="mt-1 block font-semibold wrap-anywhere">{app.key}</code>
              <a href={app.uri} className="text-link mt-1 inline-block">
                Open an app on this device
              </a>
            </p>
            <div role="alert" className="empty:-mb-4">
              {refused && <Notice tone="bad">{refused.fields?.code ?? refused.message}</Notice>}
            </div>
            <Field
              label="Code"
              name="code"
              required
              autoComplete="one-time-code"
              inputMode="numeric"
              maxLength={9}
            />
            <Button aria-busy={pending} disabled={pending} className="justify-self-start">
              Confirm
            </Button>
          </form>
        </div>
      </section>
    </>
  );
}

function Done({ codes }: { codes: string[] | undefined }) {
  return (
    <>
      <Notice tone="good" role="status">
        Your second step is set up, and you are signed in.
      </Notice>
      {codes && <RecoveryCodes codes={codes} />}
      <p>
        <Link href="/admin" className={buttonClasses()}>
          {codes ? "I have kept them: continue" : "Continue"}
        </Link>
      </p>
    </>
  );
}
