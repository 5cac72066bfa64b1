import { installPlatform } from "./platform";
import { buildSite } from "./site";

// Prepares what the tests of this folder need: SST's components from npm, and the site built for Lambda.
const [, site] = await Promise.all([installPlatform(), buildSite()]);
console.log(`The site is built in ${site.folder}.`);
