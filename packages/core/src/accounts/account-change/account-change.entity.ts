import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** Changes of how an account is opened, of which its owner is notified. */
export const changes = [
  "password_chosen",
  "password_changed",
  "password_reset",
  "email_changed",
  "email_left",
  "passkey_added",
  "passkey_removed",
  "app_added",
  "app_removed",
  "codes_renewed",
  "google_connected",
  "google_disconnected",
  "sessions_ended",
  "factors_forgotten",
] as const;

/** One change of an account, a customer's or a staff member's, and the email to one mailbox about it. */
export const AccountChangeEntity = new Entity(
  {
    model: { service: "securecart", entity: "notice", version: "1" },
    attributes: {
      /** Id of the account's owner: `cus_…`, `stf_…`. */
      subject: { type: "string", required: true },
      noticeId: { type: "string", required: true },
      change: { type: changes, required: true },
      /** Email address at the time of the change: an email change after it does not redirect the email. */
      to: { type: "string", required: true },
      /** Label of the browser that made the change; absent when no browser did. */
      device: { type: "string" },
      at: { type: "string", required: true },
      /** End of the lease of the process that sends the email. */
      leaseUntil: { type: "string" },
      sentAt: { type: "string" },
      ttl: { type: "number", required: true },
    },
    indexes: {
      bySubject: {
        pk: { field: indexes.primary.pk, composite: ["subject"], casing: "none" },
        sk: { field: indexes.primary.sk, composite: ["noticeId"], casing: "none" },
      },
    },
  },
  Dynamo.config(),
);
