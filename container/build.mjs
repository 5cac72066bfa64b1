import { spawnSync } from "node:child_process";

/**
 * Build of the pages without a table: categories are rendered at their first visit. The shop's link must be real
 * because prerendered pages contain its name and address; the other links only have to exist. The build gets no
 * secret.
 */
if (!process.env.SST_RESOURCE_Shop) {
  process.stderr.write('Set the link of the shop: SST_RESOURCE_Shop={"name":"…","url":"https://…"}\n');
  process.exit(1);
}

const nowhere = "http://127.0.0.1:9";
const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
  stdio: "inherit",
  env: {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    SECURECART_OUTPUT: "standalone",
    SST_RESOURCE_Shop: process.env.SST_RESOURCE_Shop,
    SST_RESOURCE_App: JSON.stringify({ name: "securecart", stage: "build" }),
    SST_RESOURCE_Table: JSON.stringify({ name: "none" }),
    SST_RESOURCE_Artifacts: JSON.stringify({ name: "none" }),
    SST_RESOURCE_Images: JSON.stringify({ name: "none" }),
    SST_RESOURCE_Cache: JSON.stringify({ url: "" }),
    SST_RESOURCE_Reporting: JSON.stringify({ url: "" }),
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
    AWS_ENDPOINT_URL: nowhere,
  },
});
process.exit(status ?? 1);
