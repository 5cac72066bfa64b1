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
          Before you download your data or erase your account,{" "}
          <Link href={prove} className="text-link">
            confirm your identity
          </Link>
          .
        </p>
      )}
      <section className="grid justify-items-start gap-3">
        <h2 className="text-xl">Your data</h2>
        <p>
          Everything we store about you in one file (JSON): your profile, addresses, orders with their
          history, sessions, cart, and the emails about your account.
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
          We delete your account and everything in it: profile, addresses, saved cards and cart. We keep your
          orders, as the law requires, but without your name, address and email. This can't be undone.
        </p>
        {isFresh && <EraseForm />}
      </section>
    </div>
  );
}
