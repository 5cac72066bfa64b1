import { returnReasons, Settings } from "@securecart/core/settings";
import { z } from "zod";
import { returnReasons as labels } from "#app/_lib/return-labels";
import { Whole } from "#app/_lib/staff-action";
import { settingsForm } from "./form";
import { Ticked, ticked } from "./ticked";

const shape = Settings.groups.returns.shape;
const Reasons = Object.fromEntries(returnReasons.map((reason) => [`reason_${reason}`, Ticked]));

export const returns = settingsForm({
  group: "returns",
  title: "Returns",
  intro:
    "What customers can send back, and who pays. An order keeps the number of days that it was placed with; the rest applies at once.",
  sections: [
    {
      title: "Window",
      fields: [
        {
          kind: "text",
          name: "days",
          label: "Days for returns",
          inputMode: "numeric",
          maxLength: 3,
          required: true,
          hint: "From the arrival of the parcel. In the EU, customers have 14 days by law. 0: returns can't be requested.",
        },
      ],
    },
    {
      title: "Reasons",
      hint: "Customers choose one of these.",
      fields: returnReasons.map((reason) => ({
        kind: "check" as const,
        name: `reason_${reason}`,
        label: labels[reason],
      })),
    },
    {
      title: "Costs",
      fields: [
        {
          kind: "choice",
          name: "parcelPaidBy",
          label: "Who pays for the parcel back?",
          options: [
            { value: "customer", label: "The customer", hint: "The return form says so." },
            { value: "shop", label: "You", hint: "Send a label with your answer to the request." },
          ],
        },
        {
          kind: "choice",
          name: "refundDelivery",
          label: "Where is the delivery fee refunded?",
          options: [
            {
              value: "eu",
              label: "In the European Union",
              hint: "Refunded to customers with an address in the EU, as EU law requires, and only to them. It is the price of the cheapest delivery option they had, when they return a whole order.",
            },
            { value: "always", label: "Everywhere", hint: "Refunded to every customer." },
            {
              value: "never",
              label: "Nowhere",
              hint: "Never refunded. EU law requires the refund for customers in the EU, so choose this only if you don't sell there.",
            },
          ],
        },
      ],
    },
  ],
  shape: z
    .object({
      days: Whole("Enter a whole number of days.").pipe(shape.days.unwrap()),
      parcelPaidBy: shape.parcelPaidBy.unwrap(),
      refundDelivery: shape.refundDelivery.unwrap(),
      ...Reasons,
    })
    .transform(({ days, parcelPaidBy, refundDelivery, ...sent }, context) => {
      const chosen: Record<string, unknown> = sent;
      const reasons = returnReasons.filter((reason) => chosen[`reason_${reason}`] === true);
      if (reasons.length === 0)
        context.addIssue({
          code: "custom",
          path: [`reason_${returnReasons[0]}`],
          message: "Offer at least one reason.",
        });
      return { days, parcelPaidBy, refundDelivery, reasons };
    }),
  toForm: ({ days, reasons, parcelPaidBy, refundDelivery }) => ({
    days: `${days}`,
    parcelPaidBy,
    refundDelivery,
    ...Object.fromEntries(
      returnReasons.map((reason) => [`reason_${reason}`, ticked(reasons.includes(reason))]),
    ),
  }),
});
