import { expect, test } from "vitest";
import { type Duty, duties, may, type Role, roles } from "./duties";

const all = Object.keys(duties) as Duty[];
const of = (...roles: Role[]) => all.filter((duty) => may(roles, duty));

test("the owner has every duty, and a person without a role has none", () => {
  expect(of("owner")).toEqual(all);
  expect(of()).toEqual([]);
});

test("the read-only role changes nothing", () => {
  expect(of("read-only").filter((duty) => !duty.endsWith(".read"))).toEqual([]);
});

test("only support refunds, only the warehouse adjusts stock, only the owner manages staff and settings", () => {
  const who = (duty: Duty) => roles.filter((role) => may([role], duty));
  expect(who("orders.refund")).toEqual(["owner", "support"]);
  expect(who("stock.adjust")).toEqual(["owner", "warehouse"]);
  expect(who("staff.manage")).toEqual(["owner"]);
  expect(who("settings.change")).toEqual(["owner"]);
});

test("several roles have the duties of each", () => {
  expect(of("support", "warehouse")).toEqual(
    all.filter((duty) => of("support").includes(duty) || of("warehouse").includes(duty)),
  );
});
