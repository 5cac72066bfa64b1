import { randomUUID } from "node:crypto";
import { Media } from "@securecart/core/media";
import { Settings } from "@securecart/core/settings";
import { SettingsCheck } from "@securecart/core/settings-check";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { unique } from "#test/fixtures";

const by = () => ({ actor: "staff:ada@example.com", requestId: randomUUID() });
const none = { logo: null, icon: null };
afterAll(() => SettingsCheck.change("brand", none, by()));

/** Stores a picture in the library and returns its reference. */
async function picture() {
  const create = { width: 640, height: 320, channels: 3 as const, background: "#1d5c47" };
  const own = { IFD0: { ImageDescription: randomUUID() } };
  const bytes = await sharp({ create }).jpeg().withExif(own).toBuffer();
  return Media.store({ bytes, name: `${unique()}.jpg`, alt: "A green logo" });
}

test("the logo is in use while the settings name it, also after an undo", async () => {
  const logo = await picture();
  await SettingsCheck.change("brand", { logo }, by());
  expect((await Settings.read("brand")).logo).toEqual(logo);
  expect(await Media.usersOf(logo.key)).toEqual(["setting:brand"]);
  const undo = async () =>
    SettingsCheck.undo("brand", { ...by(), auditId: (await Settings.current("brand")).last?.auditId ?? "" });
  await undo();
  expect((await Settings.read("brand")).logo).toBeNull();
  expect(await Media.usersOf(logo.key)).toEqual([]);
  await undo();
  expect(await Media.usersOf(logo.key)).toEqual(["setting:brand"]);
});

test("a picture that is not in the library is refused, and nothing is written", async () => {
  const logo = { key: `media/${"0".repeat(26)}`, alt: "", width: 10, height: 10 };
  const { version } = await Settings.current("brand");
  await expect(SettingsCheck.change("brand", { logo }, by())).rejects.toMatchObject({
    code: "settings.picture_gone",
  });
  expect((await Settings.current("brand")).version).toBe(version);
});
