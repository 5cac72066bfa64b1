import { Checkout } from "@securecart/core/checkout";
import type { Metadata } from "next";
import { Progress } from "../progress";
import { readStep } from "../step";
import { ContactForm } from "./contact-form";

export const metadata: Metadata = { title: "Checkout: contact and address" };

export default async function ContactPage() {
  const { contact, address } = await readStep("contact");
  return (
    <>
      <h1 className="text-3xl">Checkout</h1>
      <Progress current="contact" />
      <ContactForm known={text({ ...contact, ...address })} countries={Checkout.countries} />
    </>
  );
}

/** What is known already, as a form sends it: a ticked box is "on". */
const text = (values: Record<string, string | true | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value ? [[name, value === true ? "on" : value]] : [])),
  );
