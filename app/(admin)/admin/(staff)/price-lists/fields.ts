/** Values in the form of a price list, by the names of its fields. */
export type FormValues = Record<string, string>;

export const fieldLabels: Record<string, string> = {
  name: "Name",
  groupId: "Customer group",
  percent: "Percent off",
  prices: "Prices of SKUs",
  startsAt: "Starts",
  endsAt: "Ends",
};

export const labelOf = (name: string) => fieldLabels[name] ?? name;
