import type { Check } from "../checks";

/** Warns of a shop that does not say who sells. */
export const sellerIsNamed: Check = ({ identity: { legalName, address, email } }) => {
  const missing = [!legalName && "legal name", !address && "address", !email && "email"].filter(Boolean);
  if (missing.length === 0) return [];
  const message = `Shoppers can't see your company's ${missing.join(", ")}. Most countries require them.`;
  return [{ level: "warning", message, pages: ["/admin/settings/identity"] }];
};
