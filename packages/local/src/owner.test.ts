import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ownerOf } from "./owner";

test("a data folder has one owner, with a password that only its user can read", () => {
  const [folder, other] = [1, 2].map(() => mkdtempSync(join(tmpdir(), "securecart-owner-"))) as [
    string,
    string,
  ];
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
