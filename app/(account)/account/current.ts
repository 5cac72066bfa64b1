import { Customer } from "@securecart/core/customer";
import { redirect } from "next/navigation";
import { cache } from "react";
import { requireCustomer } from "#app/_lib/customer-session";

const byId = cache((customerId: string) => Customer.byId({ customerId }));

/** Returns the signed-in customer's session and profile. Redirects to the sign-in page when the account was erased. */
export async function currentCustomer(from: string) {
  const session = await requireCustomer({ from });
  const profile = await byId(session.customerId);
  return profile ? { session, profile } : redirect("/sign-in");
}
