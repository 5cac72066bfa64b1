"use server";

import { Customer } from "@securecart/core/customer";
import { Phone } from "@securecart/core/phone";
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { parseWithPlace, shownAgain } from "#app/_lib/address-form";
import { attempt, fields, type Outcome, typed } from "#app/_lib/attempt";
import { requireCustomer } from "#app/_lib/customer-session";

const from = "/account/addresses";
const Ref = z.object({ addressId: z.string().max(60) });
const Entry = Customer.AddressEntry.extend({
  addressId: z.string().max(60).optional(),
  isDefault: z.literal("on").optional(),
});

/** Adds an address to the address book, or changes the one whose ID the form has. */
export async function saveAddress(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from });
  const again = shownAgain(form);
  if (again) return again;
  const outcome = await attempt(async () => {
    const { addressId, isDefault, ...address } = parseWithPlace(Entry, Phone.inForm(fields(form)));
    if (!addressId) return Customer.addAddress({ customerId, address, isDefault: isDefault === "on" });
    await Customer.changeAddress({ customerId, addressId, address });
    if (isDefault) await Customer.setDefaultAddress({ customerId, addressId });
  });
  if (outcome.ok) redirect(`${from}?done=saved`);
  return { ...outcome, values: typed(form) };
}

export async function makeDefault(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from });
  const outcome = await attempt(() => Customer.setDefaultAddress({ customerId, ...Ref.parse(fields(form)) }));
  refresh();
  return outcome;
}

export async function removeAddress(_previous: Outcome | null, form: FormData): Promise<Outcome> {
  const { customerId } = await requireCustomer({ from });
  const outcome = await attempt(() => Customer.removeAddress({ customerId, ...Ref.parse(fields(form)) }));
  refresh();
  return outcome;
}
