import { isIP } from "node:net";

export * as Network from "./index";

/**
 * Returns the client network of an address: an IPv4 address itself, and the /64 of an IPv6 address, of which one client
 * has all addresses. Text that is not an address is returned as it is.
 */
export function of(address: string) {
  const plain = address.trim().replace(/%.*$/, "");
  if (isIP(plain) !== 6) return plain;
  const groups = groupsOf(plain);
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return mapped ? dotted(groups.slice(6)) : `${groups.slice(0, 4).map(hex).join(":")}::/64`;
}

/** Returns the eight groups of an IPv6 address. `URL` normalizes the address, with a run of zeros left out. */
function groupsOf(address: string) {
  const [left = [], right] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split("::")
    .map((half) => (half ? half.split(":").map((group) => Number.parseInt(group, 16)) : []));
  return right ? [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right] : left;
}

const hex = (group: number) => group.toString(16);
const dotted = (groups: number[]) => groups.flatMap((group) => [group >> 8, group & 255]).join(".");
