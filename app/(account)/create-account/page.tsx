import { Order } from "@securecart/core/order";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { email, newPassword } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { Link } from "#app/_components/link";
import { readCustomer } from "#app/_lib/customer-session";
import { openOrder } from "#app/_lib/order-access";
import { safePath } from "#app/_lib/safe-path";
import { NarrowPage, OtherLinks, withFrom } from "../_parts/narrow-page";
import { createAccount } from "./actions";

export const metadata: Metadata = { title: "Create account" };

const name = { label: "Full name", name: "name", autoComplete: "name", required: true } as const;

export default async function CreateAccountPage({ searchParams }: PageProps<"/create-account">) {
  const { from: asked, order: address } = await searchParams;
  const from = safePath(asked, "/account");
  const buyer = typeof address === "string" ? await buyerOf(address) : null;
  if (await readCustomer()) redirect(from);
  return (
    <NarrowPage title="Create account" intro="Keep your cart, orders and addresses in one place.">
      <FieldForm
        action={createAccount}
        fields={[
          { ...name, ...(buyer && { value: buyer.name }) },
          { ...email, ...(buyer && { value: buyer.email }) },
          { ...newPassword, label: "Password" },
        ]}
        hidden={{ from }}
        button="Create account"
      />
      <OtherLinks>
        <li>
          <Link href={withFrom("/sign-in", from)} className="text-link inline-flex min-h-11 items-center">
            Sign in to an existing account
          </Link>
        </li>
      </OtherLinks>
    </NarrowPage>
  );
}

/** Returns the contact of the order behind a link, to prefill the form after a guest's purchase. */
async function buyerOf(address: string) {
  const orderId = await openOrder(address);
  const order = orderId ? await Order.byId({ orderId }) : null;
  return order?.contact ?? null;
}
