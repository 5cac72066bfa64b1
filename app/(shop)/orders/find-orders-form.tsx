import { email } from "#app/_components/account-fields";
import { FieldForm } from "#app/_components/field-form";
import { findOrders } from "./actions";

/** Renders the form that sends a link to a guest's orders. */
export function FindOrdersForm() {
  return (
    <>
      <p>
        Ordered without an account? Enter the email address you ordered with, and we'll send you a link to
        your orders.
      </p>
      <FieldForm
        action={findOrders}
        fields={[
          { ...email, autoComplete: "email" },
          {
            label: "Order number",
            name: "number",
            autoComplete: "off",
            autoCapitalize: "characters",
            spellCheck: false,
            hint: "As in the emails about your order, if you are looking for one order.",
          },
        ]}
        button="Send link"
      />
    </>
  );
}
