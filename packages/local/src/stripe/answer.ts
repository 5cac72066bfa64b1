/** HTTP response of this server. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** HTTP request to this server. */
export interface Incoming {
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  body: string;
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}

export function html(status: number, body: string): Answer {
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
    body,
  };
}

export function seeOther(location: string): Answer {
  return { status: 303, headers: { location, "cache-control": "no-store" }, body: "" };
}
