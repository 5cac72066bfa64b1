import { Media } from "#catalog/media";
import type { Writes } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { type Group, Settings } from "#platform/settings";

/**
 * Returns the writes that record which pictures the settings use after a change of a group. Throws `settings.picture_gone`
 * when one is no longer in the library.
 */
export async function pictureUses(group: Group, before: unknown, after: unknown): Promise<Writes> {
  if (group !== "brand") return {};
  const [was, is] = [before, after].map(keysIn);
  const added = (is ?? []).filter((key) => !was?.includes(key));
  const found = await Media.byKeys(added);
  if (added.some((key) => !found.has(key)))
    throw new DomainError(
      "conflict",
      "settings.picture_gone",
      "This picture is no longer in the library. Choose another.",
    );
  return Media.useWrites({ user: "setting:brand", before: was ?? [], after: is ?? [] });
}

function keysIn(value: unknown) {
  const { logo, icon, share } = Settings.parse("brand", value);
  return [logo, icon, share].flatMap((picture) => (picture ? [picture.key] : []));
}
