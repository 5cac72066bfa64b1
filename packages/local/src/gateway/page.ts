import { type Html, html } from "./html";

const style = `
  :root { color-scheme: light dark; --line: #8884; --muted: light-dark(#555, #aaa); --accent: light-dark(#0b57d0, #8ab4f8) }
  * { box-sizing: border-box }
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem }
  a { color: var(--accent) } a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
  h1 { font-size: 1.5rem; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin-top: 2rem }
  form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin-bottom: 1.5rem }
  label { display: grid; gap: .25rem; flex: 1 1 16rem } input, button { font: inherit; padding: .5rem .75rem; min-height: 2.75rem }
  ul { list-style: none; margin: 0; padding: 0 } li { border-top: 1px solid var(--line); padding: .75rem 0 }
  li a { font-weight: 600 } .muted { color: var(--muted) } dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
  dt { color: var(--muted) } dd { margin: 0; overflow-wrap: anywhere }
  table { border-collapse: collapse; width: 100% } th, td { border-top: 1px solid var(--line); padding: .5rem; text-align: start; vertical-align: top; overflow-wrap: anywhere }
  iframe { width: 100%; height: 36rem; border: 1px solid var(--line); background: #fff } pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem }
`;

/** Content security policy of every page. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";

/** Renders a page of the gateway. */
export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title><style>${{ html: style }}</style>
      </head>
      <body><main>${body}</main></body>
    </html>`.html;
}

/** Renders the page for an unknown address. */
export function missingPage(): string {
  return page(
    "Not found",
    html`<h1>Not found</h1><p>This page does not exist. <a href="/mailbox">Mailbox</a></p>`,
  );
}

/** Formats a time for the pages. */
export function time(iso: string): string {
  return `${iso.slice(0, 19).replace("T", " ")} UTC`;
}
