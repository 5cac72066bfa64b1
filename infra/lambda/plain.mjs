import http from "node:http";
import https from "node:https";

// Sends HTTPS requests as HTTP, because the tested server has no certificate, and logs them.
https.request = (url, options, callback) => {
  console.log(JSON.stringify({ called: url, agent: options?.headers?.["user-agent"] ?? null }));
  return http.request(url.replace(/^https:/, "http:"), options, callback);
};
