/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app({ stage }) {
    const production = stage === "production";
    return {
      name: "securecart",
      home: "aws",
      // What holds data outlives a mistaken `sst remove`, and `protect` refuses that command altogether.
      removal: production ? "retain" : "remove",
      protect: production,
      providers: {
        aws: {
          region: "us-east-1",
          version: "7.20.0",
          // Beside SST's own tags for app and stage: what the bill is grouped by.
          defaultTags: { tags: { "cost-center": "shop", owner: "commerce" } },
        },
      },
    };
  },
  async run() {
    const { stacks } = await import("./stacks");
    return stacks();
  },
});
