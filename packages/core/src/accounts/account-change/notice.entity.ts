import { Entity } from "electrodb";
import { Dynamo, indexes } from "#platform/dynamo";

/** What may change about how an account is opened. */
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

/** One letter to one mailbox about one change of an account, a customer's or a staff member's. */
export const NoticeEntity = new Entity(
  {
    model: { service: "securecart", entity: "notice", version: "1" },
    attributes: {
      /** Whose account: `cus_…`, `stf_…`. */
      subject: { type: "string", required: true },
      noticeId: { type: "string", required: true },
      change: { type: changes, required: true },
      /** The address as it stood when it happened: whoever moves the account later does not get the letter. */
      to: { type: "string", required: true },
      /** What its owner knows the browser by; absent when it was nobody's browser. */
      device: { type: "string" },
      at: { type: "string", required: true },
      /** A sender that died is taken for dead after this. */
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
