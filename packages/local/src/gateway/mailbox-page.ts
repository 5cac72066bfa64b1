import { type Html, html } from "./html";
import type { Mail } from "./mailbox";

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
  iframe { width: 100%; height: 36rem; border: 1px solid var(--line); background: #fff } pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem }
`;

/** The list of mails, newest first. */
export function mailboxPage(mails: readonly Mail[], like: string): string {
  const rows = mails.map(
    (mail) => html`<li>
      <a href="/mailbox/${mail.id}">${mail.subject || "(no subject)"}</a><br>
      <span class="muted">To ${recipients(mail)}, ${time(mail)}</span>
    </li>`,
  );
  const nothing = like ? html`<p>No mail to an address with “${like}”.</p>` : html`<p>No mail yet.</p>`;
  return page(
    "Mailbox",
    html`<h1>Mailbox</h1>
      <p class="muted">Every mail the shop has sent. Nothing leaves this machine.</p>
      <form action="/mailbox" role="search">
        <label>Recipient <input type="search" name="to" value="${like}" autocomplete="off"></label>
        <button>Search</button>
      </form>
      ${rows.length > 0 ? html`<ul>${rows}</ul>` : nothing}`,
  );
}

/** One mail. Its HTML stands in a frame that may run nothing. */
export function mailPage(mail: Mail): string {
  const line = (name: string, value: string) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``);
  const attachments = mail.attachments
    .map(({ name, type, bytes }) => `${name} (${type}, ${bytes} bytes)`)
    .join(", ");
  return page(
    mail.subject || "(no subject)",
    html`<p><a href="/mailbox">Mailbox</a></p>
      <h1>${mail.subject || "(no subject)"}</h1>
      <dl>
        ${line("From", mail.from)} ${line("To", mail.to.join(", "))} ${line("Cc", mail.cc.join(", "))}
        ${line("Bcc", mail.bcc.join(", "))} ${line("Reply to", mail.replyTo.join(", "))} ${line("Sent", time(mail))}
        ${line("Attachments", attachments)}
      </dl>
      ${mail.html === null ? html`` : html`<h2>HTML</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${mail.id}/html" title="The mail as HTML"></iframe>`}
      ${mail.text === null ? html`` : html`<h2>Text</h2><pre>${mail.text}</pre>`}`,
  );
}

/** The mail's own HTML, for the frame: its links open beside the mailbox. */
export function mailFrame(mail: Mail): string {
  return `<!doctype html><base target="_blank">${mail.html ?? ""}`;
}

/** No mail by this address. */
export function missingPage(): string {
  return page(
    "Not found",
    html`<h1>Not found</h1><p>There is no such mail. <a href="/mailbox">Mailbox</a></p>`,
  );
}

/** What the pages and the frame may load. */
export const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
export const framePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title><style>${{ html: style }}</style>
      </head>
      <body><main>${body}</main></body>
    </html>`.html;
}

function recipients(mail: Mail): string {
  return [...mail.to, ...mail.cc, ...mail.bcc].join(", ");
}

function time(mail: Mail): string {
  return `${mail.at.slice(0, 19).replace("T", " ")} UTC`;
}
