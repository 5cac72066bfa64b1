import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { settingsForm } from "./form";

export const returns = settingsForm({
  group: "returns",
  title: "Returns",
  intro:
    "When a customer returns a whole order, you can also refund the delivery fee, up to the price of the cheapest delivery option they had. A change applies to returns received from now on.",
  sections: [
    {
      title: "Delivery fee",
      fields: [
        {
          kind: "choice",
          name: "refundDelivery",
          label: "Where is the delivery fee refunded?",
          options: [
            {
              value: "eu",
              label: "In the European Union",
              hint: "Refunded to customers with an address in the EU, as EU law requires, and to nobody else.",
            },
            { value: "always", label: "Everywhere", hint: "Refunded to every customer." },
            {
              value: "never",
              label: "Nowhere",
              hint: "Refunded to nobody. EU law requires the refund for customers in the EU, so choose this only if you don't sell there.",
            },
          ],
        },
      ],
    },
  ],
  shape: z.object({ refundDelivery: Settings.groups.returns.shape.refundDelivery.unwrap() }),
  toForm: ({ refundDelivery }) => ({ refundDelivery }),
});
