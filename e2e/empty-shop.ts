import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ownerOf } from "../packages/local/src/owner";
import { buildFolder, root } from "../packages/local/src/services";
import { type Cloud, startCloud } from "../packages/local/src/testing";

/** Folder with the pages of the empty shop: at the root, because the build links to packages by relative paths. */
const pages = ".next-empty";

export type EmptyShop = Pick<Cloud, "urls" | "stop"> & {
  owner: { email: string; password: string; key: string };
};

/**
 * Starts a shop without products, settings and pages of its own, on a cloud and ports of its own. It is served from a copy
 * of the build under test, without the pages that were rendered from the other shop's table.
 */
export async function openEmptyShop(): Promise<EmptyShop> {
  copyBuild(buildFolder(process.env), pages);
  const removeCopy = () => rmSync(join(root, pages), { recursive: true, force: true });
  try {
    const cloud = await startCloud({ empty: true, pages, web: "start" });
    return {
      urls: cloud.urls,
      owner: ownerOf(cloud.folder.path),
      stop: async () => {
        await cloud.stop();
        removeCopy();
      },
    };
  } catch (error) {
    removeCopy();
    throw error;
  }
}

/** Copies a build. Its modules name their folder, where they keep rendered pages: the copy names its own. */
function copyBuild(built: string, copied: string) {
  const [from, to] = [join(root, built), join(root, copied)];
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !isOfShop(relative(from, source)),
  });
  for (const name of globSync("{*.json,server/**/*.js}", { cwd: to })) {
    const text = readFileSync(join(to, name), "utf8");
    if (text.includes(`"${built}"`))
      writeFileSync(join(to, name), text.replaceAll(`"${built}"`, `"${copied}"`));
  }
}

/** Tells whether a file of a build comes from the table: a rendered page or a cached read. */
const isOfShop = (path: string) =>
  path === "cache" ||
  path === "server/route-cache" ||
  path === "securecart.json" ||
  (path.startsWith("server/app/") &&
    !path.startsWith("server/app/_") &&
    /\.(html|rsc|meta|body|segments)$/.test(path));
