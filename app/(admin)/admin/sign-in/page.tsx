import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readStaff } from "../../../_lib/staff-session";
import { placeIn } from "./place";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/admin/sign-in">) {
  const from = placeIn((await searchParams).from);
  const staff = await readStaff();
  if (staff?.complete) redirect(from);
  return (
    <main className="page grid min-h-[80vh] max-w-md content-center py-12">
      <h1 className="mb-6 text-3xl">Back office</h1>
      <SignInForm from={from} />
    </main>
  );
}
