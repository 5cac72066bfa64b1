import { type Html, html } from "../html";
import { page, time } from "../page";
import type { Execution, Status } from "./frame";
import type { HistoryEvent } from "./history";

const words: Record<Status, string> = {
  RUNNING: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "timed out",
  ABORTED: "stopped",
};

/** Renders the newest executions of all state machines. */
export function executionsPage(executions: readonly Execution[]): string {
  const rows = executions.map(
    (execution) => html`<tr>
      <td><a href="${addressOf(execution)}">${execution.name}</a></td>
      <td>${machineOf(execution)}</td>
      <td>${words[execution.status]}${execution.failure?.error ? html`: ${execution.failure.error}` : html``}</td>
      <td>${moment(execution.started)}</td>
    </tr>`,
  );
  const head = html`<tr><th scope="col">Name</th><th scope="col">State machine</th><th scope="col">Status</th><th scope="col">Started</th></tr>`;
  return page(
    "Executions",
    html`<p><a href="/mailbox">Mailbox</a></p><h1>Executions</h1>
      <p class="muted">Executions of all state machines, newest first.</p>
      ${rows.length > 0 ? html`<table><thead>${head}</thead><tbody>${rows}</tbody></table>` : html`<p>No executions yet.</p>`}`,
  );
}

/** Renders one execution and its steps. */
export function executionPage(execution: Execution, events: readonly HistoryEvent[]): string {
  const { name, status, failure, started, stopped, input, output } = execution;
  const line = (title: string, value: string | undefined) =>
    value ? html`<dt>${title}</dt><dd>${value}</dd>` : html``;
  const why = [failure?.error, failure?.cause].filter(Boolean).join(": ");
  return page(
    name,
    html`<p><a href="/executions">Executions</a></p>
      <h1>${name}</h1>
      <dl>
        ${line("State machine", machineOf(execution))} ${line("Status", words[status])} ${line("Failure", why)}
        ${line("Started", moment(started))} ${line("Ended", stopped === undefined ? undefined : moment(stopped))}
        ${line("Input", input)} ${line("Output", output)}
      </dl>
      <h2>Steps</h2>
      <table>
        <thead><tr><th scope="col">Step</th><th scope="col">Time</th><th scope="col">Event</th><th scope="col">Details</th></tr></thead>
        <tbody>${events.map(step)}</tbody>
      </table>`,
  );
}

function step({ id, at, type, details }: HistoryEvent): Html {
  const { name, ...rest } = details;
  const told = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
  const shown = told.map(
    ([field, value]) =>
      html`<div>${field}: ${typeof value === "string" ? value : JSON.stringify(value ?? null)}</div>`,
  );
  const title = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
  return html`<tr><td>${id}</td><td>${moment(at)}</td><td>${title}${name === undefined ? html`` : html`<br><b>${String(name)}</b>`}</td><td>${shown}</td></tr>`;
}

function addressOf(execution: Execution): string {
  return `/executions/${machineOf(execution)}/${encodeURIComponent(execution.name)}`;
}

function machineOf({ machine }: Execution): string {
  return machine.split(":").at(-1) ?? "";
}

function moment(at: number): string {
  return time(new Date(at).toISOString());
}
