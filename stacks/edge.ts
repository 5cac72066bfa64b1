import { filterKeys } from "../app/_lib/query-keys";

/** Page for an address that cannot be decoded; short because of the size limit of edge functions. */
const notFoundPage =
  "<!doctype html><html lang=en><title>Page not found</title><h1>Page not found</h1><p>There is no page at this address. <a href=/>Back to the shop</a>";

/**
 * Code that runs first on each request at the edge. CloudFront limits the whole function to 10 KB.
 *
 * - An address that cannot be decoded gets a 404.
 * - Location headers of the client are removed: the shop does not use them, and a malformed city breaks its functions.
 * - Shared pages lose unknown query parameters. A page is cached as its first visitor requested it, so a tracking
 *   parameter would be shown to the next visitor, and each spelling would be cached separately.
 */
export const atTheEdge = `{const r=event.request,h=r.headers,q=r.querystring;
try{decodeURIComponent(r.uri)}catch(e){return{statusCode:404,statusDescription:"Not Found",headers:{"content-type":{value:"text/html; charset=utf-8"},"cache-control":{value:"no-store"},"x-content-type-options":{value:"nosniff"},"strict-transport-security":{value:"max-age=63072000; includeSubDomains"}},body:{encoding:"text",data:"${notFoundPage}"}}}
delete h["x-open-next-city"];delete h["cloudfront-viewer-city"];
const k=/^\\/(product\\/.*)?$/.test(r.uri)?[]:/^\\/(category|collection)\\//.test(r.uri)?${JSON.stringify(filterKeys)}:0;
if(k)for(const n in q)if(n!="_rsc"&&k.indexOf(n)<0)delete q[n]}
`;
