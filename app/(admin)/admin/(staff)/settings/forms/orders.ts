import { Settings } from "@securecart/core/settings";
import { z } from "zod";
import { Whole } from "#app/_lib/staff-action";
import { settingsForm } from "./form";

const shape = Settings.groups.orders.shape;

export const orders = settingsForm({
  group: "orders",
  title: "Order numbers",
  intro: "How the numbers of new orders look. Orders keep the number that they have, and are found by it.",
  sections: [
    {
      title: "Format",
      fields: [
        {
          kind: "choice",
          name: "style",
          label: "Number",
          options: [
            {
              value: "letters",
              label: "Letters and digits",
              hint: "7K2Q9MXA. They don't tell how much you sell.",
            },
            { value: "counted", label: "Counted", hint: "1001, 1002, 1003. Some numbers are left out." },
          ],
        },
        {
          kind: "text",
          name: "prefix",
          label: "Before the number",
          maxLength: 12,
          hint: "Such as SC- or #.",
        },
        { kind: "text", name: "suffix", label: "After the number", maxLength: 12, hint: "Such as -EU." },
        {
          kind: "text",
          name: "digits",
          label: "Least digits of a counted number",
          inputMode: "numeric",
          maxLength: 2,
          required: true,
          hint: "With 6 digits, the number is 001001.",
        },
      ],
    },
  ],
  shape: z.object({
    style: shape.style.unwrap(),
    prefix: shape.prefix.unwrap(),
    suffix: shape.suffix.unwrap(),
    digits: Whole("Enter a whole number.").pipe(shape.digits.unwrap()),
  }),
  toForm: ({ style, prefix, suffix, digits }) => ({ style, prefix, suffix, digits: `${digits}` }),
});
