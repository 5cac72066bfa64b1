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

/** Renders the setup of a passkey or an app, then the recovery codes, which are shown only once. */
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
          Besides your password, the admin requires a second step. You set it up once, in about a minute.
        </p>
      )}
      {passkeys && (
        <section className="rounded-card border border-line bg-surface p-5">
          <h2 className="mb-1 text-xl">With a passkey</h2>
          <p className="mb-4 text-muted">
            Use this device's fingerprint, face or PIN, or plug in a security key.
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
        <p className="mb-4 text-muted">Scan the QR code with your app, then enter the code it shows.</p>
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
              Can't scan it? Type this key into the app:
              <code className="mt-1 block font-semibold wrap-anywhere">{app.key}</code>
              <a href={app.uri} className="text-link mt-1 inline-block">
                Open the app on this device
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
          {codes ? "I have saved my codes" : "Continue"}
        </Link>
      </p>
    </>
  );
}
