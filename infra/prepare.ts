import { installPlatform } from "./platform";
import { buildSite } from "./site";

/** What everything else here needs: SST's components from the npm registry, and the site built for Lambda. */
const [, site] = await Promise.all([installPlatform(), buildSite()]);
console.log(`The site of these sources is in ${site.folder}.`);
