import { html } from "./html";
import type { Mail } from "./mailbox";
import { page, time } from "./page";

/** The list of mails, newest first. */
export function mailboxPage(mails: readonly Mail[], like: string): string {
  const rows = mails.map(
    (mail) => html`<li>
      <a href="/mailbox/${mail.id}">${mail.subject || "(no subject)"}</a><br>
      <span class="muted">To ${recipients(mail)}, ${time(mail.at)}</span>
    </li>`,
  );
  const nothing = like ? html`<p>No mail to an address with “${like}”.</p>` : html`<p>No mail yet.</p>`;
  return page(
    "Mailbox",
    html`<h1>Mailbox</h1>
      <p class="muted">Every mail the shop has sent. Nothing leaves this machine. See also
        <a href="/texts">text messages</a> and <a href="/executions">executions</a>.</p>
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
        ${line("Bcc", mail.bcc.join(", "))} ${line("Reply to", mail.replyTo.join(", "))} ${line("Sent", time(mail.at))}
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

/** What the frame may load. */
export const framePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

function recipients(mail: Mail): string {
  return [...mail.to, ...mail.cc, ...mail.bcc].join(", ");
}
