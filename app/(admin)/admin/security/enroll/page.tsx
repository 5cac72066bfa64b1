import { Passkey } from "@securecart/core/passkey";
import { Staff } from "@securecart/core/staff";
import { Totp } from "@securecart/core/totp";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "#app/_components/ui/button";
import { requirePassword, requireSignedIn, secondStepPage } from "#app/_lib/staff-session";
import { signOut } from "#app/(admin)/admin/sign-in/actions";
import { Enroll } from "./enroll";

export const metadata: Metadata = { title: "Second step" };

const here = "/admin/security/enroll";

/** Sets up a second factor. The first needs only the password, any other a complete sign-in with a recent password. */
export default async function EnrollPage() {
  const staff = await requirePassword(here);
  const { count } = await Staff.factors(staff);
  const first = count === 0 && !staff.complete;
  if (!staff.complete && count > 0) redirect(secondStepPage);
  if (!first) await requireSignedIn({ from: here, fresh: true });
  const { key, uri, qr } = await Totp.enroll({ subject: staff.staffId, name: staff.email });
  return (
    <main className="page grid min-h-[80vh] max-w-xl content-center gap-6 py-12">
      <h1 className="text-3xl">{first ? "Protect your account" : "Add a second step"}</h1>
      <Enroll
        first={first}
        app={{ key, uri, qr: `data:image/svg+xml;base64,${Buffer.from(qr).toString("base64")}` }}
        passkeys={Passkey.possible()}
      />
      {first && (
        <form action={signOut}>
          <Button look="plain">Sign out</Button>
        </form>
      )}
    </main>
  );
}
