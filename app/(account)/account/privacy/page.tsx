import { Session } from "@securecart/core/session";
import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { buttonClasses } from "#app/_components/ui/button";
import { currentCustomer } from "../current";
import { EraseForm } from "./erase-form";

export const metadata: Metadata = { title: "Privacy" };

const prove = `/account/security/confirm?from=${encodeURIComponent("/account/privacy")}`;

export default async function PrivacyPage() {
  const { session } = await currentCustomer("/account/privacy");
  const isFresh = Session.isFresh(session);
  return (
    <div className="grid max-w-prose gap-8">
      <h1 className="text-3xl">Privacy</h1>
      {!isFresh && (
        <p>
          Before you take your data along or erase your account,{" "}
          <Link href={prove} className="text-link">
            confirm that it is you
          </Link>
          .
        </p>
      )}
      <section className="grid justify-items-start gap-3">
        <h2 className="text-xl">Your data</h2>
        <p>
          Everything that we hold about you in one file (JSON): your profile, addresses, orders with all that
          happened to them, where you are signed in, your cart, and the letters about your account.
        </p>
        {isFresh && (
          <a href="/account/privacy/export" download className={buttonClasses("quiet")}>
            Download my data
          </a>
        )}
      </section>
      <section className="grid justify-items-start gap-3">
        <h2 className="text-xl">Erase my account</h2>
        <p>
          We delete your account and everything in it: profile, addresses, saved cards, cart. Your orders stay
          in our books, as the law wants it, without your name, address and email. This cannot be undone.
        </p>
        {isFresh && <EraseForm />}
      </section>
    </div>
  );
}
