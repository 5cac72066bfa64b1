import { Passkey } from "@securecart/core/passkey";
import { Staff } from "@securecart/core/staff";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "#app/_components/ui/button";
import { requirePassword } from "#app/_lib/staff-session";
import { NarrowPage } from "#app/(admin)/admin/_parts/narrow-page";
import { signOut } from "../actions";
import { returnPath } from "../return-path";
import { CodeForm } from "./code-form";
import { PasskeyStep } from "./passkey-step";

export const metadata: Metadata = { title: "Sign in" };

/** Renders the second step. Redirects staff without a second factor to its setup. */
export default async function SecondStepPage({ searchParams }: PageProps<"/admin/sign-in/second">) {
  const from = returnPath((await searchParams).from);
  const staff = await requirePassword(from);
  if (staff.complete) redirect(from);
  const { app, passkeys, codes, count } = await Staff.factors(staff);
  if (count === 0) redirect("/admin/security/enroll");
  const byPasskey = passkeys.length > 0 && Passkey.possible();
  return (
    <NarrowPage title="One more step">
      <p className="-mt-3 text-muted">Signing in as {staff.email}.</p>
      {byPasskey && <PasskeyStep from={from} />}
      {app && <CodeForm kind="totp" from={from} />}
      {codes > 0 && (
        <details className="border-t border-line pt-4">
          <summary className="py-1 font-medium">Use a recovery code</summary>
          <div className="mt-3">
            <CodeForm kind="recovery" from={from} />
          </div>
        </details>
      )}
      <form action={signOut}>
        <Button look="plain">Sign in with another account</Button>
      </form>
    </NarrowPage>
  );
}
