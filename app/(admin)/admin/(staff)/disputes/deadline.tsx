import { Clock } from "@securecart/core/clock";
import { Dispute } from "@securecart/core/dispute";
import type { DisputeRow } from "@securecart/core/order";
import { When } from "#app/(admin)/admin/_parts/when";

const statuses: Record<string, string> = {
  needs_response: "needs evidence",
  under_review: "under review at the bank",
  won: "won",
  lost: "lost",
  warning_needs_response: "inquiry, needs a response",
  warning_under_review: "inquiry, under review at the bank",
  warning_closed: "inquiry closed",
  appeal_needs_response: "appealed, needs evidence",
  appeal_under_review: "appealed, under review at the bank",
  prevented: "resolved before a dispute",
};

/** Returns the label of a dispute's status. Stripe may add statuses, which are shown as they are. */
export const disputeStatus = (status: string) => statuses[status] ?? status.replaceAll("_", " ");

const dayMilliseconds = 24 * 3600 * 1000;

/** Renders the deadline for evidence and the days left, or nothing when Stripe needs no evidence. */
export function Deadline({ dispute, label = false }: { dispute: DisputeRow; label?: boolean }) {
  const { status, evidenceDueAt } = dispute;
  if (!evidenceDueAt || !Dispute.needsEvidence(status)) return label ? null : "–";
  const days = Math.floor((Date.parse(evidenceDueAt) - Clock.now()) / dayMilliseconds);
  const left =
    days < 0
      ? "Overdue"
      : days === 0
        ? "Less than a day left"
        : days === 1
          ? "1 day left"
          : `${days} days left`;
  const text = (
    <>
      <When at={evidenceDueAt} />
      <span className={days < 3 ? "block font-medium text-danger" : "block text-muted"}>{left}</span>
    </>
  );
  if (!label) return text;
  return (
    <div>
      <dt className="text-muted">Evidence due</dt>
      <dd>{text}</dd>
    </div>
  );
}
