import http from "node:http";
import https from "node:https";

/** Where no shop has a certificate: calls that are meant for its door go there in plain text, and are written down. */
https.request = (url, options, answered) => {
  console.log(JSON.stringify({ called: url, agent: options?.headers?.["user-agent"] ?? null }));
  return http.request(url.replace(/^https:/, "http:"), options, answered);
};
