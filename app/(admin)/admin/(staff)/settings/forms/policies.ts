import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { settingsForm } from "./form";

const shape = Settings.groups.policies.shape;

const area = (name: string, label: string, hint: string) =>
  ({ kind: "area", name, label, hint, rows: 5, maxLength: 2_000 }) as const;

export const policies = settingsForm({
  group: "policies",
  title: "Staff policies",
  intro:
    "How your staff decide. They see each text on the page where they need it; shoppers never see it. Leave empty what you have no rule for.",
  sections: [
    {
      title: "Policies",
      fields: [
        area("refunds", "Refunds", "Shown beside the refund of an order and on the list of failed refunds."),
        area("returns", "Returns", "Shown where a return is approved, declined or received."),
        area("reviews", "Fraud reviews", "Shown where an order in review is approved or declined."),
        area("disputes", "Disputes", "Shown on the list of disputes."),
      ],
    },
  ],
  shape: z.object({
    refunds: shape.refunds.unwrap(),
    returns: shape.returns.unwrap(),
    reviews: shape.reviews.unwrap(),
    disputes: shape.disputes.unwrap(),
  }),
  toForm: (values) => values,
});
