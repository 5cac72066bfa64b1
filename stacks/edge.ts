import { filterKeys } from "../app/_lib/query-keys";

/** What stands where nobody could read the address. As short as a function at the edge has to be. */
const nothingHere =
  "<!doctype html><html lang=en><title>Page not found</title><h1>Page not found</h1><p>There is no page at this address. <a href=/>Back to the shop</a>";

/**
 * What the edge does with each request first; CloudFront allows no more than 10 KB for all that its function does.
 *
 * - An address that cannot be read goes no further.
 * - Where a client says it is belongs to nobody here, and the shop's functions stumble over a mangled city.
 * - Pages that all share lose what else is in their query: a page is kept as its first visitor asked for it, and whatever
 *   an advertisement hangs on a link would be kept and shown to the next one; and each spelling would be a page of its own.
 */
export const atTheEdge = `{const r=event.request,h=r.headers,q=r.querystring;
try{decodeURIComponent(r.uri)}catch(e){return{statusCode:404,statusDescription:"Not Found",headers:{"content-type":{value:"text/html; charset=utf-8"},"cache-control":{value:"no-store"},"x-content-type-options":{value:"nosniff"},"strict-transport-security":{value:"max-age=63072000; includeSubDomains"}},body:{encoding:"text",data:"${nothingHere}"}}}
delete h["x-open-next-city"];delete h["cloudfront-viewer-city"];
const k=/^\\/(product\\/.*)?$/.test(r.uri)?[]:/^\\/category\\//.test(r.uri)?${JSON.stringify(filterKeys)}:0;
if(k)for(const n in q)if(n!="_rsc"&&k.indexOf(n)<0)delete q[n]}
`;
