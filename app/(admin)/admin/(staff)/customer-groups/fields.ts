/** Returns the fields of a customer group's form. */
export const groupFields = ({ name, description }: { name: string; description: string }) => [
  { name: "name", label: "Name", required: true, maxLength: 60, value: name, hint: "Only staff see it." },
  {
    name: "description",
    label: "Description",
    maxLength: 300,
    value: description,
    hint: "For your team: who belongs into this group.",
  },
];
