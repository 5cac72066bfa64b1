import { html } from "./html";
import { page, time } from "./page";
import type { Sms } from "./sms";

/** The list of text messages, newest first. */
export function textsPage(texts: readonly Sms[], like: string): string {
  const rows = texts.map(
    ({ to, at, text }) => html`<li>${text}<br><span class="muted">To ${to}, ${time(at)}</span></li>`,
  );
  const nothing = like
    ? html`<p>No text message to a number with “${like}”.</p>`
    : html`<p>No text message yet.</p>`;
  return page(
    "Text messages",
    html`<p><a href="/mailbox">Mailbox</a></p><h1>Text messages</h1>
      <p class="muted">Every text message the shop has sent. Nothing leaves this machine.</p>
      <form action="/texts" role="search">
        <label>Recipient <input type="search" name="to" value="${like}" autocomplete="off"></label>
        <button>Search</button>
      </form>
      ${rows.length > 0 ? html`<ul>${rows}</ul>` : nothing}`,
  );
}
