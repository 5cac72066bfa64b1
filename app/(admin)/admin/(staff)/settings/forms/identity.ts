import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { settingsForm } from "./form";

const { name } = Settings.groups.identity.shape;

export const identity = settingsForm({
  group: "identity",
  title: "Shop details",
  intro: "How your shop presents itself. Shoppers see a change within two seconds.",
  sections: [
    {
      title: "Name",
      fields: [
        {
          kind: "text",
          name: "name",
          label: "Shop name",
          maxLength: 60,
          required: true,
          hint: "In the header, in page titles and in emails.",
        },
      ],
    },
  ],
  shape: z.object({
    name: name.unwrap().min(1, "Enter the name of your shop."),
  }),
  toForm: (values) => ({ ...values }),
});
