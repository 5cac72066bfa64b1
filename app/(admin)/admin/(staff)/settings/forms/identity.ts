import { Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";
import { z } from "zod";
import { settingsForm } from "./form";

const shape = Settings.groups.identity.shape;

export const identity = settingsForm({
  group: "identity",
  title: "Shop details",
  intro: "How your shop presents itself. Shoppers see a change within two seconds.",
  sections: [
    {
      title: "Name and color",
      fields: [
        {
          kind: "text",
          name: "name",
          label: "Shop name",
          maxLength: 60,
          required: true,
          hint: "In the header, in page titles and as the sender of emails.",
        },
        {
          kind: "text",
          name: "accent",
          label: "Accent color",
          maxLength: 7,
          hint: "Of links and buttons, such as #1d5c47. Where it would be hard to read, a lighter or darker shade is used. Empty: green.",
        },
      ],
    },
    {
      title: "Company",
      hint: "Shown in the footer and to search engines. Leave empty what should not be shown.",
      fields: [
        {
          kind: "text",
          name: "legalName",
          label: "Legal name",
          maxLength: 120,
          hint: "The company or person that sells, such as Alder & Tide GmbH.",
        },
        { kind: "area", name: "address", label: "Address", rows: 4, maxLength: 400 },
        {
          kind: "text",
          name: "companyNumber",
          label: "Company number",
          maxLength: 60,
          hint: "As it is registered, such as HRB 12345, Amtsgericht Berlin.",
        },
      ],
    },
    {
      title: "Contact",
      fields: [
        {
          kind: "text",
          type: "email",
          name: "email",
          label: "Email",
          maxLength: 254,
          hint: "Customers write to this address.",
        },
        { kind: "text", type: "tel", name: "phone", label: "Phone", maxLength: 40 },
      ],
    },
  ],
  shape: z.object({
    name: shape.name.unwrap().min(1, "Enter the name of your shop."),
    accent: shape.accent.unwrap(),
    legalName: shape.legalName.unwrap(),
    address: shape.address.unwrap(),
    companyNumber: shape.companyNumber.unwrap(),
    email: shape.email.unwrap(),
    phone: shape.phone.unwrap(),
  }),
  toForm: (values) => ({ ...values, name: Shop.nameIn(values) }),
});
