import type { Step } from "@securecart/core/order";
import { labels } from "#app/_lib/order-status";

const format = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

export function Timeline({ steps }: { steps: Step[] }) {
  return (
    <ol className="grid gap-4 border-l-2 border-line pl-5">
      {steps.map(({ status, at, cause }) => (
        <li key={`${at} ${status}`}>
          <p className="font-medium">{status === "pending" ? "Placed" : labels[status]}</p>
          <p className="text-sm text-muted">
            <time dateTime={at}>{format.format(new Date(at))} UTC</time> · {cause}
          </p>
        </li>
      ))}
    </ol>
  );
}
