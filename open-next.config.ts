import type { OpenNextConfig } from "@opennextjs/aws/types/open-next.js";

export default {
  default: {
    // A page's first bytes leave before its slow parts are ready.
    override: { wrapper: "aws-lambda-streaming" },
    // Not `minify`: Next has minified the pages, and to do it again, with the packages beside them, takes half of a
    // build's time for a tenth of the archive and nothing of a cold start.
  },
  // As in Next itself: what `proxy.ts` says of an answer stands over what the configuration says of all.
  dangerous: { middlewareHeadersOverrideNextConfigHeaders: true },
  buildCommand: "npx --no-install next build",
  imageOptimization: {
    // The optimizer runs on arm64. npm follows `--cpu` only; the `arch` of OpenNext becomes an `--arch` that it ignores.
    install: { packages: ["sharp@0.35.5"], libc: "glibc", additionalArgs: "--cpu=arm64" },
  },
} satisfies OpenNextConfig;
