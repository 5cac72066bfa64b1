/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app({ stage }) {
    const production = stage === "production";
    return {
      name: "securecart",
      home: "aws",
      // `protect` rejects `sst remove`, and data survives a removal anyway.
      removal: production ? "retain" : "remove",
      protect: production,
      providers: {
        aws: {
          region: "us-east-1",
          version: "7.20.0",
          // Tags that group the bill, in addition to SST's own for app and stage.
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
