import { Network } from "@securecart/core/network";
import { expect, test } from "vitest";

test("all IPv6 addresses of a /64 are one client network, in every spelling", () => {
  for (const address of [
    "2001:db8:1:2::",
    "2001:db8:1:2::1",
    "2001:0DB8:0001:0002:ffff:ffff:ffff:ffff",
    "2001:db8:1:2:3:4:5.6.7.8",
    " 2001:db8:1:2::9%eth0 ",
  ])
    expect(Network.of(address), address).toBe("2001:db8:1:2::/64");
  expect(Network.of("2001:db8:1:3::1")).not.toBe(Network.of("2001:db8:1:2::1"));
  expect(Network.of("::1")).toBe("0:0:0:0::/64");
});

test("an IPv4 address is a client network, also when it is mapped into IPv6", () => {
  expect(Network.of("203.0.113.7")).toBe("203.0.113.7");
  for (const address of ["::ffff:203.0.113.7", "::FFFF:cb00:7107", "0:0:0:0:0:ffff:203.0.113.7"])
    expect(Network.of(address), address).toBe("203.0.113.7");
  expect(Network.of("::ffff:203.0.113.8")).toBe("203.0.113.8");
});

test("text that is not an address stays as it is", () => {
  for (const word of ["unknown", "", "1.2.3", "2001:db8", "x:y::z", "[::1]"])
    expect(Network.of(word)).toBe(word);
});
