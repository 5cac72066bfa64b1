import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { Refusal } from "../packages/local/src/refusal";

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

/** Arguments without a sandbox, which containers forbid, and without connections to other machines. */
const args = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--font-render-hinting=none",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

const systemBrowsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Finds Playwright's browser, else the system's, else the packaged one. Throws a `Refusal` when none starts. */
export function findBrowser(): Browser {
  const installed = [chromium.executablePath(), ...systemBrowsers].find(existsSync);
  if (installed) return started({ executablePath: installed, args, env: {} });
  const folder = unpackedBrowser();
  const packaged = { executablePath: join(folder, "chromium"), args, env: fonts(folder) };
  if (missingLibrary(packaged) === null) return packaged;
  return started({ ...packaged, env: { ...packaged.env, LD_LIBRARY_PATH: join(folder, "al2023/lib") } });
}

/** Returns the browser after it has started once. Throws a `Refusal` that names the missing library. */
function started(browser: Browser): Browser {
  const missing = missingLibrary(browser);
  if (missing === null) return browser;
  throw new Refusal(
    `The browser ${browser.executablePath} needs ${missing}. On Debian or Ubuntu: apt-get install libnss3 libexpat1 (or any Chromium: apt-get install chromium).`,
  );
}

/** Returns the reason why a browser does not start, or null. */
function missingLibrary({ executablePath, env }: Browser): string | null {
  const { status, stderr, error } = spawnSync(executablePath, ["--version"], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  if (status === 0) return null;
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(stderr)?.[1];
  return library
    ? `the system library ${library}`
    : `a system it can start on (${error?.message ?? stderr.trim()})`;
}

/**
 * Unpacks the packaged Chromium once per version and returns its folder. The package unpacks into the temporary folder
 * of its process, and its libraries only in a Lambda function, so a process with such an environment does it. The
 * result is moved into place as a whole, because two runs may unpack at once.
 */
function unpackedBrowser(): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const folder = join(tmpdir(), `securecart-chromium-${versionOf(entry)}-${process.getuid?.() ?? "user"}`);
  if (existsSync(join(folder, "chromium"))) return folder;
  const draft = mkdtempSync(join(tmpdir(), "securecart-chromium-"));
  try {
    const program = `require(${JSON.stringify(entry)}).executablePath()`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", program], {
      encoding: "utf8",
      env: { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" },
    });
    if (status !== 0) throw new Refusal(`The packaged browser could not be unpacked: ${stderr.trim()}`);
    if (!existsSync(folder)) renameSync(draft, folder);
    return folder;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Reads the version of the package, whose package.json is not exported. */
function versionOf(entry: string): string {
  const file = join(entry.replace(/[\\/]build[\\/].*$/, ""), "package.json");
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

/** Returns the environment that makes a machine without fonts use those of the package. */
function fonts(folder: string): Record<string, string> {
  if (existsSync("/etc/fonts/fonts.conf")) return {};
  const file = join(folder, "fonts.conf");
  const lines = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    `<fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>`,
  ];
  writeFileSync(file, lines.join("\n"));
  return { FONTCONFIG_FILE: file };
}
