import { html } from "./html";
import { page, time } from "./page";
import type { Sms } from "./sms";

/** Renders the list of SMS, newest first. */
export function textsPage(texts: readonly Sms[], like: string): string {
  const rows = texts.map(
    ({ to, at, text }) => html`<li>${text}<br><span class="muted">To ${to}, ${time(at)}</span></li>`,
  );
  const nothing = like ? html`<p>No SMS to a number containing “${like}”.</p>` : html`<p>No SMS yet.</p>`;
  return page(
    "SMS",
    html`<p><a href="/mailbox">Mailbox</a></p><h1>SMS</h1>
          <p class="muted">All SMS sent by the shop. They stay on this machine.</p>
      <form action="/texts" role="search">
        <label>Recipient <input type="search" name="to" value="${like}" autocomplete="off"></label>
        <button>Search</button>
      </form>
      ${rows.length > 0 ? html`<ul>${rows}</ul>` : nothing}`,
  );
}
