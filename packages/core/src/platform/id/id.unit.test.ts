import { Id } from "@securecart/core/id";
import { expect, test } from "vitest";

test("derived ids are the same for the same parts and differ for others", () => {
  expect(Id.derived("order", "crt_1", 1)).toBe(Id.derived("order", "crt_1", 1));
  expect(Id.derived("order", "crt_1", 1)).not.toBe(Id.derived("order", "crt_11"));
  expect(Id.schema("order").safeParse(Id.derived("order", "x")).success).toBe(true);
});

test("an id is accepted as its own kind only", () => {
  expect(Id.schema("cart").safeParse(Id.random("cart")).success).toBe(true);
  expect(Id.schema("cart").safeParse(Id.create("order")).success).toBe(false);
  expect(Id.schema("cart").safeParse(`${Id.random("cart")}x`).success).toBe(false);
});
