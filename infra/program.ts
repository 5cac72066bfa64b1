import { randomUUID } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import { basename, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, Plugin } from "esbuild";
import { platform } from "./paths";

/** Result of `app()` in `sst.config.ts`, with the defaults of SST's command line. */
export type App = {
  name: string;
  stage: string;
  home: string;
  removal: string;
  protect: boolean;
  providers: Record<string, unknown>;
};

export type Program = {
  file: string;
  app: App;
  /** Maps a stack trace of the program to its source files. */
  locate(trace: string): string;
  remove(): void;
};

const resolve = createRequire(join(platform, "package.json"));

/** Names that bundled CommonJS code needs inside an ES module. */
const banner = [
  'import * as __module from "node:module"; import * as __url from "node:url"; import * as __path from "node:path";',
  "const require = __module.createRequire(import.meta.url);",
  "const __filename = __url.fileURLToPath(import.meta.url), __dirname = __path.dirname(__filename);",
].join("\n");

const common: BuildOptions = {
  mainFields: ["module", "main"],
  format: "esm",
  platform: "node",
  bundle: true,
  sourcemap: "linked",
  nodePaths: [join(platform, "node_modules")],
  logLevel: "silent",
  external: ["@pulumi/*", "undici", "@aws-sdk/*", "esbuild", "archiver", "glob", "vite"],
};

/** Bundles `sst.config.ts` of a folder into a program for Pulumi, as SST's command line does. */
export async function bundleProgram(folder: string, stage: string, dev: boolean): Promise<Program> {
  const app = await evaluateApp(folder, stage);
  const file = join(platform, `program.${randomUUID()}.mjs`);
  const paths = { home: join(folder, ".sst/home"), root: folder, work: join(folder, ".sst"), platform };
  await esbuild().build({
    ...common,
    absWorkingDir: folder,
    outfile: file,
    banner: { js: banner },
    define: {
      $app: JSON.stringify(app),
      $cli: JSON.stringify({ command: dev ? "dev" : "deploy", dev, paths, state: { version: {} } }),
      $dev: String(dev),
    },
    inject: [join(platform, "src/shim/run.js")],
    stdin: entry(
      folder,
      `import { run } from ${JSON.stringify(join(platform, "src/auto/run.ts"))};
       import config from ${JSON.stringify(join(folder, "sst.config.ts"))};
       export default () => run(config.run);`,
    ),
    plugins: [globals(folder)],
  });
  return { file, app, locate: (trace) => locate(trace, file, folder), remove: () => remove(file) };
}

/** Evaluates `app()`, before anything else exists: the configuration may have no top-level imports. */
async function evaluateApp(folder: string, stage: string): Promise<App> {
  const file = join(platform, `app.${randomUUID()}.mjs`);
  try {
    await esbuild().build({
      ...common,
      absWorkingDir: folder,
      outfile: file,
      banner: { js: `${banner}\nconst $config = (config) => config;` },
      stdin: entry(
        folder,
        `import config from ${JSON.stringify(join(folder, "sst.config.ts"))};
         export default await config.app({ stage: ${JSON.stringify(stage)} });`,
      ),
      plugins: [noTopLevelImports],
    });
    const { default: result } = (await import(pathToFileURL(file).href)) as { default: Partial<App> };
    const { name, home = "aws", removal = "retain", protect = false, providers = {} } = result;
    if (!name) throw new Error("app() of sst.config.ts returns no name.");
    return { name, stage, home, removal, protect, providers: { [home]: {}, ...providers } };
  } finally {
    remove(file);
  }
}

const noTopLevelImports: Plugin = {
  name: "no-top-level-imports",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ importer, kind }) =>
      basename(importer) === "sst.config.ts" && kind === "import-statement"
        ? { errors: [{ text: "sst.config.ts must not have top level imports" }] }
        : undefined,
    );
  },
};

/** Imports SST and the providers into every file of the repository. */
function globals(folder: string): Plugin {
  const lock = JSON.parse(readFileSync(join(folder, ".sst/provider-lock.json"), "utf8")) as {
    alias: string;
    package: string;
  }[];
  const imports = [
    ...lock.map(({ alias, package: name }) => `import * as ${alias} from "${name}";`),
    `import * as sst from ${JSON.stringify(join(platform, "src/components"))};`,
  ].join(" ");
  return {
    name: "globals",
    setup(build) {
      build.onLoad({ filter: /\.(js|ts|jsx|tsx)$/ }, ({ path }) =>
        path.startsWith(platform) || path.includes("/node_modules/")
          ? undefined
          : { contents: `${imports} ${readFileSync(path, "utf8")}`, loader: "default" },
      );
    },
  };
}

function entry(folder: string, contents: string) {
  return { contents, resolveDir: folder, sourcefile: "entry.ts", loader: "ts" as const };
}

/** Returns the esbuild that SST bundles with. */
function esbuild() {
  return resolve("esbuild") as typeof import("esbuild");
}

function locate(trace: string, file: string, folder: string): string {
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")));
  return trace.replace(/[^\s(]*program\.[\w-]+\.mjs:(\d+):(\d+)/g, (whole, line, column) => {
    const origin = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!("originalSource" in origin)) return whole;
    return `${relative(folder, join(platform, origin.originalSource))}:${origin.originalLine + 1}`;
  });
}

function remove(file: string): void {
  for (const name of [file, `${file}.map`]) rmSync(name, { force: true });
}
