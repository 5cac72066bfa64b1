import { expect, test } from "vitest";
import { type Duty, duties, may, type Role, roles } from "./duties";

const all = Object.keys(duties) as Duty[];
const of = (...roles: Role[]) => all.filter((duty) => may(roles, duty));

test("the owner may do everything, and nobody without a role anything", () => {
  expect(of("owner")).toEqual(all);
  expect(of()).toEqual([]);
});

test("whoever may only read changes nothing", () => {
  expect(of("read-only").filter((duty) => !duty.endsWith(".read"))).toEqual([]);
});

test("money goes back through support alone, goods move through the warehouse alone, members and settings through the owner", () => {
  const who = (duty: Duty) => roles.filter((role) => may([role], duty));
  expect(who("orders.refund")).toEqual(["owner", "support"]);
  expect(who("stock.adjust")).toEqual(["owner", "warehouse"]);
  expect(who("staff.manage")).toEqual(["owner"]);
  expect(who("settings.change")).toEqual(["owner"]);
});

test("several roles add up", () => {
  expect(of("support", "warehouse")).toEqual(
    all.filter((duty) => of("support").includes(duty) || of("warehouse").includes(duty)),
  );
});
