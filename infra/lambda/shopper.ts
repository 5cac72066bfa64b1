/** Simulates a browser without JavaScript: it keeps cookies and submits forms. */
export function shopper(url: string) {
  const cookies = new Map<string, string>();

  async function get(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(new URL(path, url), { redirect: "manual", ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = cookie.split(";")[0]?.split(/=(.*)/s) ?? [];
      cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Submits the form of a page that has this field. */
  async function submit(path: string, field: string, values: Record<string, string> = {}) {
    const { text } = await get(path);
    const forms = text.match(/<form.*?<\/form>/gs) ?? [];
    const form = forms.find((one) => one.includes(`name="${field}"`));
    if (!form) throw new Error(`${path} has no form with ${field}.`);
    const body = new FormData();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = attribute(input, "name");
      if (name) body.set(name, values[name] ?? attribute(input, "value") ?? "");
    }
    return get(path, { method: "POST", body, headers: { origin: url } });
  }

  return { get, submit, cookies };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
