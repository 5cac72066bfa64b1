import { PublicFetch } from "@securecart/core/public-fetch";
import { expect, test } from "vitest";

const limits = { mostBytes: 1000, mostMilliseconds: 3000, accept: "image/*" };
test.each(["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2001:4860:4860::8888"])(
  "%s is public",
  (address) => {
    expect(PublicFetch.isPublic(address)).toBe(true);
  },
);

const inside = [
  "127.0.0.1",
  "127.255.1.2",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "169.254.170.2",
  "100.64.0.1",
  "100.100.100.200",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.1.1.1",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "::127.0.0.1",
  "64:ff9b::a00:1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2002:a9fe:a9fe::",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fe80::1%eth0",
  "fec0::1",
  "ff02::1",
  "2001:db8::1",
  "2001::1",
  "100::1",
  "5f00::1",
  "2606:2800::5efe:10.0.0.1",
  "localhost",
  "",
  "1",
];

test.each(inside)("%s is not public", (address) => {
  expect(PublicFetch.isPublic(address)).toBe(false);
});

test.each([
  "http://127.0.0.1/",
  "http://[::1]/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://[::ffff:169.254.169.254]/latest/meta-data/",
  "http://169.254.169.254/latest/meta-data/",
  "https://10.0.0.1/a.png",
  "file:///etc/passwd",
  "ftp://example.com/a.png",
  "gopher://example.com/",
  "https://user:secret@example.com/a.png",
  "https://example.com:8080/a.png",
  "https://example.com:22/",
  "not an address",
])("%s is not fetched", async (url) => {
  const answers = async () => [{ address: "93.184.216.34", family: 4 }];
  await expect(PublicFetch.get(url, limits, answers)).rejects.toMatchObject({
    code: expect.stringMatching(/^fetch\.(not_public|bad_address)$/),
  });
});

test.each([
  ["loopback", ["127.0.0.1"]],
  ["a public and a private address", ["93.184.216.34", "10.0.0.1"]],
  ["a mapped address", ["::ffff:127.0.0.1"]],
  ["metadata", ["169.254.169.254"]],
])("a name that leads to %s is not fetched", async (_, addresses) => {
  const answers = async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  await expect(PublicFetch.get("http://pictures.example/a.png", limits, answers)).rejects.toMatchObject({
    code: "fetch.not_public",
  });
});

test("a name is resolved once for a connection, so that it cannot lead elsewhere after the check", async () => {
  let asked = 0;
  const answers = async () => [{ address: ++asked === 1 ? "127.0.0.2" : "93.184.216.34", family: 4 }];
  await expect(PublicFetch.get("http://pictures.example/a.png", limits, answers)).rejects.toMatchObject({
    code: "fetch.not_public",
  });
  expect(asked).toBe(1);
});
