import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentPassword, email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { readStaff } from "#app/_lib/staff-session";
import { signIn } from "./actions";
import { returnPath } from "./return-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/admin/sign-in">) {
  const from = returnPath((await searchParams).from);
  const staff = await readStaff();
  if (staff?.complete) redirect(from);
  return (
    <main className="page grid min-h-[80vh] max-w-md content-center py-12">
      <h1 className="mb-6 text-3xl">Admin</h1>
      <FieldForm action={signIn} fields={[email, currentPassword]} hidden={{ from }} button="Sign in" />
    </main>
  );
}
