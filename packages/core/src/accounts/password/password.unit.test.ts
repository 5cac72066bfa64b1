import { Password } from "@securecart/core/password";
import { expect, test } from "vitest";

const accepted = (password: string) => Password.Chosen.safeParse(password).success;

test("a password fits its hash, and each hash has a salt of its own", async () => {
  const [one, other] = await Promise.all([
    Password.hash("seven green boats"),
    Password.hash("seven green boats"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await Password.fits("seven green boats", one)).toBe(true);
  expect(await Password.fits("seven green boat", one)).toBe(false);
});

test("no part of a long password is cut off, and letters may be composed or decomposed", async () => {
  const long = "é".repeat(199);
  const stored = await Password.hash(`${long}a`);
  expect(await Password.fits(`${long}b`, stored)).toBe(false);
  expect(await Password.fits(`${long.normalize("NFD")}a`, stored)).toBe(true);
});

test("no password fits a missing hash or a hash of another kind", async () => {
  for (const stored of [undefined, "", "plain", "scrypt$1$2$3$4$5"])
    expect(await Password.fits("plain", stored)).toBe(false);
});

test("a password has 8 to 200 characters of any kind", () => {
  for (const password of ["tide pod", "xkvjqmbw", "12 moons", "a lantern by the harbor", "ключ от дома"])
    expect(accepted(password), password).toBe(true);
  expect(accepted("vq".concat("wertz lamp ".repeat(10)).slice(0, 64))).toBe(true);
  for (const password of ["", "short", "seven77", "y".repeat(201)]) expect(accepted(password)).toBe(false);
});

test("common passwords are rejected in their usual variations", () => {
  const common = [
    "password",
    "Password1!",
    "P@ssw0rd",
    "12345678",
    "qwertyuiop",
    "aaaaaaaa",
    "abcd1234",
    "iloveyou",
  ];
  const more = [
    "letmein2024",
    "1q2w3e4r",
    "1qaz2wsx",
    "87654321",
    "abcabcabc",
    "passwordpassword",
    "Summer2026!",
  ];
  for (const password of [...common, ...more]) expect(accepted(password), password).toBe(false);
});
