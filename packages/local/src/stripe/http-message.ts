/** HTTP response of this server. */
export interface HttpResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** HTTP request to this server. */
export interface HttpRequest {
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): HttpResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}

export function html(status: number, body: string): HttpResponse {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body,
  };
}

export function seeOther(location: string): HttpResponse {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}
