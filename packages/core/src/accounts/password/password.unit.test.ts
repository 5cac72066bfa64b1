import { Password } from "@securecart/core/password";
import { strengthOf } from "@securecart/core/password/strength";
import { dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";

const fitsLimits = (password: string) => Password.Chosen.safeParse(password).success;
const capitalized = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
const isWeak = (password: string, about: string[] = []) => strengthOf(password, about).level === "weak";

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
  for (const password of ["tide pod", "ключ от дома", "y".repeat(200)])
    expect(fitsLimits(password), password).toBe(true);
  for (const password of ["", "short", "seven77", "y".repeat(201)]) expect(fitsLimits(password)).toBe(false);
});

test("unrelated words and eight random characters are not weak", () => {
  for (const password of ["tide pod", "xkvjqmbw", "12 moons", "a lantern by the harbor", "ключ от дома"])
    expect(isWeak(password), password).toBe(false);
  expect(strengthOf("a lantern by the harbor", []).level).toBe("strong");
});

test("all of the 3,000 most common passwords are weak, as they are and in their usual variations", () => {
  const common = (dictionary["passwords-common"] ?? []).slice(0, 3_000).map(String);
  expect(common).toHaveLength(3_000);
  expect(common.filter((password) => !isWeak(password))).toEqual([]);
  const long = common.slice(0, 200).flatMap((word) => [`${word}1`, `${word}!`, `${capitalized(word)}2026`]);
  expect(long.filter((password) => !isWeak(password))).toEqual([]);
  for (const password of ["P@ssw0rd", "aaaaaaaa", "abcabcabc", "87654321", "1q2w3e4r", "Summer2026!"])
    expect(isWeak(password), password).toBe(true);
});

test("what a guesser knows of the owner is weak, also with digits and signs", () => {
  const about = ["Ada Lovelace", "ada.lovelace@example.com", "Northwind Goods"];
  for (const password of ["lovelace1", "Ada.Lovelace!", "northwind2", "ada.lovelace@example.com"]) {
    expect(isWeak(password, about), password).toBe(true);
    expect(strengthOf(password, about).isPersonal, password).toBe(true);
  }
});

test("the check of the longest password is quick because only its beginning is checked", () => {
  const [long, longer] = ["aB3$".repeat(18), "aB3$".repeat(50)];
  expect(strengthOf(longer, [])).toEqual(strengthOf(long, []));
});
