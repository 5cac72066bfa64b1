import ipaddr from "ipaddr.js";

/**
 * Tells whether an IP address is one of the public internet. Private, loopback, link-local (cloud metadata), shared,
 * multicast, documentation and reserved ranges are not, and neither are IPv6 forms that carry such an IPv4 address.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address.replace(/%.*$/, ""));
  if (parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv4)
    return !otherV4.some((range) => parsed.match(ipaddr.IPv4.parseCIDR(range)));
  return inner(parsed).every(isPublic) && parsed.match(ipaddr.IPv6.parseCIDR("2000::/3"));
}

/** Ranges that the library counts as unicast and that lead to no server of the internet. */
const otherV4 = ["192.88.99.0/24", "198.18.0.0/15", "192.0.0.0/24", "240.0.0.0/4"];

/** Returns the IPv4 addresses that an IPv6 address may be translated to. */
function inner(address: ipaddr.IPv6): string[] {
  const bytes = address.toByteArray();
  const last = bytes.slice(12).join(".");
  // IPv4-compatible addresses, NAT64 and ISATAP carry it at the end, 6to4 after its prefix.
  const [first = 0, second = 0] = bytes;
  if (first === 0x20 && second === 0x02) return [bytes.slice(2, 6).join(".")];
  if (bytes.slice(8, 12).join(",") === "0,0,94,254" || bytes.slice(8, 12).join(",") === "2,0,94,254")
    return [last];
  return [];
}
