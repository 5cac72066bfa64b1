import { createServer } from "node:net";
import { expect, test } from "vitest";
import { basePort, claimFreePorts, claimPorts, portsFrom } from "./ports";
import { Refusal } from "./refusal";

test.each([undefined, ""])("the shop's default port is 3000 (%s)", (asked) => {
  expect(basePort(asked)).toBe(3000);
});

test.each(["abc", "0", "70000", "65530", "-1", "3000.5", "3e3", " 80"])(
  "the base %s is refused by name",
  (asked) => {
    expect(() => basePort(asked)).toThrow(Refusal);
    expect(() => basePort(asked)).toThrow(`"${asked}"`);
  },
);

test("the error of a busy port names its purpose and how to choose others, and no port stays claimed", async () => {
  const { ports, control } = await claimFreePorts();
  control.close();
  const other = createServer().listen(ports.gateway, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  await expect(claimPorts(ports.shop)).rejects.toThrow(
    `Port ${ports.gateway} for the mailbox and event gateway is in use by another program. Choose another base: SECURECART_PORT=4000 npm start`,
  );
  await new Promise((resolve) => other.close(resolve));
  const again = await claimPorts(ports.shop);
  again.control.close();
});

test("a port with only an IPv6 listener is busy, because a browser would connect to it as localhost", async () => {
  const { ports, control } = await claimFreePorts();
  control.close();
  const other = createServer().listen(ports.shop, "::1");
  await new Promise((resolve) => other.once("listening", resolve));
  await expect(claimPorts(ports.shop)).rejects.toThrow(`Port ${ports.shop} for the shop`);
  other.close();
});

test("two simultaneous claims get different blocks", async () => {
  const claims = await Promise.all(Array.from({ length: 5 }, () => claimFreePorts()));
  expect(new Set(claims.map(({ ports }) => ports.shop)).size).toBe(5);
  await expect(claimPorts(claims[0]?.ports.shop ?? 0)).rejects.toThrow("the control endpoint");
  for (const { control } of claims) control.close();
});

test("every port is derived from the base", () => {
  expect(portsFrom(4000)).toEqual({
    shop: 4000,
    gateway: 4001,
    stripe: 4002,
    queues: 4003,
    dynamo: 4004,
    functions: 4005,
    control: 4006,
    engine: 4007,
  });
});
