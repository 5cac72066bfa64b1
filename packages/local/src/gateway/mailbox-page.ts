import { html } from "./html";
import type { Email } from "./mailbox";
import { page, time } from "./page";

/** Renders the list of emails, newest first. */
export function mailboxPage(emails: readonly Email[], like: string): string {
  const rows = emails.map(
    (email) => html`<li>
      <a href="/mailbox/${email.id}">${email.subject || "(no subject)"}</a><br>
      <span class="muted">To ${recipients(email)}, ${time(email.at)}</span>
    </li>`,
  );
  const nothing = like
    ? html`<p>No email to an address containing “${like}”.</p>`
    : html`<p>No emails yet.</p>`;
  return page(
    "Mailbox",
    html`<h1>Mailbox</h1>
      <p class="muted">All emails sent by the shop. They stay on this machine. See also
        <a href="/texts">SMS</a> and <a href="/executions">executions</a>.</p>
      <form action="/mailbox" role="search">
        <label>Recipient <input type="search" name="to" value="${like}" autocomplete="off"></label>
        <button>Search</button>
      </form>
      ${rows.length > 0 ? html`<ul>${rows}</ul>` : nothing}`,
  );
}

/** Renders one email. Its HTML is shown in a sandboxed frame without scripts. */
export function emailPage(email: Email): string {
  const line = (name: string, value: string) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : html``);
  return page(
    email.subject || "(no subject)",
    html`<p><a href="/mailbox">Mailbox</a></p>
      <h1>${email.subject || "(no subject)"}</h1>
      <dl>
        ${line("From", email.from)} ${line("To", email.to.join(", "))} ${line("Cc", email.cc.join(", "))}
        ${line("Bcc", email.bcc.join(", "))} ${line("Reply to", email.replyTo.join(", "))} ${line("Sent", time(email.at))}
      </dl>
      ${email.html === null ? html`` : html`<h2>HTML</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/mailbox/${email.id}/html" title="The email as HTML"></iframe>`}
      ${email.text === null ? html`` : html`<h2>Text</h2><pre>${email.text}</pre>`}`,
  );
}

/** Returns the email's HTML for the frame. Its links open in a new tab. */
export function emailFrame(email: Email): string {
  return `<!doctype html><base target="_blank">${email.html ?? ""}`;
}

/** Content security policy of the frame. */
export const framePolicy =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

function recipients(email: Email): string {
  return [...email.to, ...email.cc, ...email.bcc].join(", ");
}
