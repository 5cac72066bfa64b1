import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { Refusal } from "../packages/local/src/refusal";

export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

/** No sandbox, because containers forbid one; and not a word to anyone but this machine. */
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

/** Playwright's own browser where it is installed, else the system's, else the one that came with npm. */
export function findBrowser(): Browser {
  const installed = [chromium.executablePath(), ...systemBrowsers].find(existsSync);
  if (installed) return started({ executablePath: installed, args, env: {} });
  const folder = unpackedBrowser();
  const packaged = { executablePath: join(folder, "chromium"), args, env: fonts(folder) };
  if (missingLibrary(packaged) === null) return packaged;
  return started({ ...packaged, env: { ...packaged.env, LD_LIBRARY_PATH: join(folder, "al2023/lib") } });
}

/** The browser, once it has shown that it runs. */
function started(browser: Browser): Browser {
  const missing = missingLibrary(browser);
  if (missing === null) return browser;
  throw new Refusal(
    `The browser ${browser.executablePath} needs ${missing}. On Debian or Ubuntu: apt-get install libnss3 libexpat1 (or any Chromium: apt-get install chromium).`,
  );
}

/** What keeps a browser from starting, or null when it starts. */
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
 * The folder of the packaged Chromium, unpacked once per version. The package unpacks into the temporary folder of
 * whoever asks, and its libraries only where it believes to be in a Lambda function; so a process of its own asks.
 * The result is moved into place whole, because two runs may be doing this at once.
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

/** The package does not export its own description. */
function versionOf(entry: string): string {
  const file = join(entry.replace(/[\\/]build[\\/].*$/, ""), "package.json");
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, "utf8"))).version;
}

/** A machine without any fonts draws with the ones in the package. */
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
