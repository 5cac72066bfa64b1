import type { Metadata } from "next";
import { code, currentPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { awaited } from "#app/_lib/challenge-cookie";
import { safePath } from "#app/_lib/safe-path";
import { currentCustomer } from "#app/(account)/account/current";
import { prove, sendProof } from "../actions";

export const metadata: Metadata = { title: "Confirm your identity" };

/** Asks for the password or a code before a sensitive action, in case another person uses this browser. */
export default async function ProvePage({ searchParams }: PageProps<"/account/security/confirm">) {
  const query = await searchParams;
  const from = safePath(query.from, "/account/security");
  const { profile } = await currentCustomer(from);
  const byCode = query.by === "code" && (await awaited("sign_in")) === profile.email;
  return (
    <div className="grid max-w-md gap-6">
      <h1 className="text-3xl">Confirm your identity</h1>
      {byCode && (
        <>
          <p>We've sent a code to {profile.email}. It is valid for ten minutes.</p>
          <FieldForm action={prove} fields={[code]} hidden={{ from }} button="Continue" />
        </>
      )}
      {!byCode && profile.hasPassword && (
        <FieldForm action={prove} fields={[currentPassword]} hidden={{ from }} button="Continue" />
      )}
      {!byCode && (
        <FieldForm action={sendProof} fields={[]} hidden={{ from }} button="Email me a code" look="quiet" />
      )}
    </div>
  );
}
