import { settings } from "../_lib/cached";

/** Renders the company behind the shop and how to reach it; nothing while the merchant has entered nothing. */
export async function ShopContact() {
  const { legalName, address, email, phone, companyNumber } = await settings("identity");
  if (!legalName && !address && !email && !phone && !companyNumber) return null;
  return (
    <address className="mt-3 grid gap-1 not-italic">
      {(legalName || address) && (
        <p className="whitespace-pre-line">{[legalName, address].filter(Boolean).join("\n")}</p>
      )}
      {companyNumber && <p>{companyNumber}</p>}
      {email && (
        <p>
          <a href={`mailto:${email}`} className="text-link inline-block py-1">
            {email}
          </a>
        </p>
      )}
      {phone && (
        <p>
          <a href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`} className="text-link inline-block py-1">
            {phone}
          </a>
        </p>
      )}
    </address>
  );
}
