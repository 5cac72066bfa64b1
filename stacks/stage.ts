import { stageConfig } from "./config";

/** Configuration of the stage that is being deployed. */
export const stage = stageConfig($app.stage);

const caller = aws.getCallerIdentityOutput({});

export const accountId = caller.accountId;
export const regionName = aws.getRegionOutput({}).region;
