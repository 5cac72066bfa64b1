import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Link } from "../../_components/link";
import { Notice } from "../../_components/ui/notice";
import { readCustomer } from "../../_lib/customer-session";
import { safePath } from "../../_lib/safe-path";
import { Door, Ways, withFrom } from "../_parts/door";
import { FieldForm } from "../_parts/field-form";
import { currentPassword, email } from "../_parts/fields";
import { signIn } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

const notices: Record<string, string> = {
  "signed-out": "You are signed out.",
  reset: "Your password has changed. Sign in with the new one.",
};

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const query = await searchParams;
  const from = safePath(query.from, "/account");
  if (await readCustomer()) redirect(from);
  const done = typeof query.done === "string" ? notices[query.done] : undefined;
  return (
    <Door title="Sign in">
      {done && <Notice tone="good">{done}</Notice>}
      <FieldForm action={signIn} fields={[email, currentPassword]} hidden={{ from }} button="Sign in" />
      <Ways>
        <li>
          <Link href={withFrom("/sign-in/code", from)} className="text-link inline-block py-1">
            Sign in with a code by e-mail
          </Link>
        </li>
        <li>
          <Link href="/reset" className="text-link inline-block py-1">
            Forgot your password?
          </Link>
        </li>
        <li>
          <Link href={withFrom("/create-account", from)} className="text-link inline-block py-1">
            Create account
          </Link>
        </li>
      </Ways>
    </Door>
  );
}
