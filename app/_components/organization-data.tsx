import { Shop } from "@securecart/core/shop";
import { settings, shopName } from "../_lib/cached";
import { JsonLd } from "./json-ld";
import { imageUrl } from "./picture";

/** Renders the shop and the company behind it as structured data for search engines. */
export async function OrganizationData() {
  const [name, identity, { logo }] = await Promise.all([shopName(), settings("identity"), settings("brand")]);
  const { legalName, address, email, phone } = identity;
  const url = Shop.url();
  return (
    <JsonLd
      data={{
        "@type": "Organization",
        name,
        url,
        logo: `${url}${logo ? imageUrl(logo.key, 640) : "/icon.svg"}`,
        ...(legalName && { legalName }),
        ...(address && { address: address.split("\n").join(", ") }),
        ...(email && { email }),
        ...(phone && { telephone: phone }),
      }}
    />
  );
}
