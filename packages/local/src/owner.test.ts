import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeOf, ownerOf } from "./owner";

test("a data folder has one owner, whose password only its user can read", () => {
  const create = () => mkdtempSync(join(tmpdir(), "securecart-owner-"));
  const [folder, other] = [create(), create()];
  try {
    const owner = ownerOf(folder);
    expect(owner.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(ownerOf(folder)).toEqual(owner);
    expect(statSync(join(folder, "owner.json")).mode & 0o777).toBe(0o600);
    expect(ownerOf(other).password).not.toBe(owner.password);
  } finally {
    for (const path of [folder, other]) rmSync(path, { recursive: true });
  }
});

test("a folder of an earlier version keeps its password and gets a key", () => {
  const folder = mkdtempSync(join(tmpdir(), "securecart-owner-"));
  try {
    const file = join(folder, "owner.json");
    writeFileSync(
      file,
      JSON.stringify({ email: "owner@securecart.example", password: "a password of before" }),
    );
    const owner = ownerOf(folder);
    expect(owner).toMatchObject({
      password: "a password of before",
      key: expect.stringMatching(/^[A-Z2-7]{32}$/),
    });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(owner);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the code equals the one in authenticator apps (RFC 6238, six digits)", () => {
  const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect(codeOf({ key }, 59_000)).toEqual({ code: "287082", seconds: 1 });
  expect(codeOf({ key }, 1_111_111_109_000).code).toBe("081804");
});
