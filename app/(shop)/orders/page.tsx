import type { Metadata } from "next";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";
import { FindOrdersForm } from "./find-orders-form";

export const metadata: Metadata = { title: "Find your orders", robots: { index: false } };

export default async function FindOrdersPage({ searchParams }: PageProps<"/orders">) {
  const { sent } = await searchParams;
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">Find your orders</h1>
      {sent === "1" ? (
        <>
          <Notice tone="good" role="status">
            We've emailed this address. The link in the email works once, within 30 minutes.
          </Notice>
          <p>
            <Link href="/orders" className="text-link inline-flex min-h-11 items-center">
              Request another link
            </Link>
          </p>
        </>
      ) : (
        <FindOrdersForm />
      )}
      <p className="border-t border-line pt-4">
        <Link href="/account/orders" className="text-link inline-flex min-h-11 items-center">
          Sign in to see your account's orders
        </Link>
      </p>
    </div>
  );
}
