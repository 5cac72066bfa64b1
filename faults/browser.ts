/** Page as a browser without JavaScript sees it. `location` is the target of a redirect. */
export type Page = { url: string; status: number; text: string; location: string | null };

/** Opens a browser without JavaScript: pages, forms, and cookies, which are stored in `notes`. */
export function browser(origin: string, notes: Record<string, string>) {
  const cookies = new Map<string, string>(JSON.parse(notes.cookies ?? "[]"));

  async function request(url: string, body?: FormData): Promise<Page> {
    const answer = await fetch(url, {
      method: body ? "POST" : "GET",
      redirect: "manual",
      signal: AbortSignal.timeout(15_000),
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body && { origin, referer: url }),
      },
      ...(body && { body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name) cookies.set(name, value ?? "");
    }
    notes.cookies = JSON.stringify([...cookies]);
    const text = await answer.text();
    if (answer.status >= 500) throw new Error(`${url} responded with ${answer.status}.`);
    const location = answer.headers.get("location");
    return { url, status: answer.status, text, location: location && new URL(location, url).href };
  }

  return {
    /** Opens a page of the shop and follows its redirects. */
    async open(path: string): Promise<Page> {
      let page = await request(new URL(path, origin).href);
      for (let hops = 0; page.location?.startsWith(origin) && hops < 5; hops++)
        page = await request(page.location);
      return page;
    },
    /**
     * Fills in and sends the form that contains `mark`, without following redirects. Returns null when there is none.
     */
    submit(page: Page, mark: string, fields: Record<string, string> = {}): Promise<Page> | null {
      const form = [...page.text.matchAll(/<form[\s\S]*?<\/form>/g)].find(([html]) =>
        html.includes(mark),
      )?.[0];
      if (!form) return null;
      const body = new FormData();
      for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
        body.append(attribute(input, "name"), attribute(input, "value"));
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return request(page.url, body);
    },
  };
}

function attribute(tag: string, name: string) {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
