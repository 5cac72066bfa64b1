import { stageConfig } from "./config";

/** What the stage that is being deployed gets. */
export const stage = stageConfig($app.stage);

const caller = aws.getCallerIdentityOutput({});

export const accountId = caller.accountId;
export const regionName = aws.getRegionOutput({}).region;
