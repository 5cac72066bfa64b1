import type {
  machines,
  queues,
  reporting,
  routes,
  schedules,
  streamConsumers,
} from "@securecart/core/topology";

/**
 * What each function is linked to, what it may do and how large it is. Pure data, so that a test can hold it against
 * what the function's code can reach: a grant that is missing and one that is not needed both fail there.
 */
export type Grant = { links: LinkName[]; may: Ability[]; memory: Memory; storage?: "2 GB" };

export type LinkName =
  | "Table"
  | "Bus"
  | "PaymentQueue"
  | "Fulfillment"
  | "Images"
  | "Artifacts"
  | "Mail"
  | "Shop"
  | "Cache"
  | "Reporting"
  | "StripeSecretKey"
  | "StripeWebhookSecret"
  | "LinkSecret"
  | "RevalidateSecret"
  | "SellerTaxId";

/** `permissions.ts` says what each comes to in IAM. */
export type Ability =
  | "rows"
  | "erase"
  | "scan"
  | "events"
  | "payments"
  | "begin"
  | "resume"
  | "look"
  | "letters"
  | "texts"
  | "readArtifacts"
  | "writeArtifacts"
  | "readImages"
  | "deadLetters";

/** A Lambda's processor grows with its memory; at 1769 MB it has one whole. */
type Memory = "512 MB" | "1024 MB" | "1769 MB";

export type FunctionName =
  | (typeof queues)[number]["name"]
  | (typeof reporting)["queues" | "tasks"][number]["name"]
  | (typeof schedules)[number]["name"]
  | (typeof streamConsumers)[number]["name"]
  | keyof (typeof machines)[number]["functions"]
  | (typeof routes)[number]["path"];

const small = "512 MB";

export const grants = {
  PaymentQueue: {
    links: ["Table", "Shop", "Reporting", "StripeSecretKey", "LinkSecret"],
    may: ["rows"],
    memory: small,
  },
  FulfillmentQueue: { links: ["Table", "Fulfillment"], may: ["rows", "begin", "resume"], memory: small },
  // Letters are drawn with React: the processor is what they wait for.
  OrderEmailQueue: {
    links: ["Table", "Shop", "Mail", "LinkSecret"],
    may: ["rows", "letters", "texts"],
    memory: "1024 MB",
  },
  AccountEmailQueue: {
    links: ["Table", "Shop", "Mail", "LinkSecret"],
    may: ["rows", "letters"],
    memory: "1024 MB",
  },
  StaffEmailQueue: { links: ["Table", "Shop", "Mail"], may: ["rows", "letters"], memory: "1024 MB" },
  CartQueue: { links: ["Table"], may: ["rows"], memory: small },
  CatalogQueue: {
    links: ["Table", "Shop", "Artifacts", "Cache", "RevalidateSecret"],
    may: ["rows", "writeArtifacts"],
    memory: small,
  },
  ReportQueue: { links: ["Table", "Reporting"], may: ["rows"], memory: small },
  RebuildReports: { links: ["Table", "Reporting"], may: ["rows", "scan"], memory: "1024 MB" },
  SweepOrders: {
    links: ["Table", "Shop", "PaymentQueue", "Reporting", "StripeSecretKey", "LinkSecret"],
    may: ["rows", "payments"],
    memory: small,
  },
  // Reads the whole table for whoever asked to be forgotten, a page at a time.
  SweepErasures: {
    links: ["Table", "StripeSecretKey", "LinkSecret"],
    may: ["erase", "scan"],
    memory: "1024 MB",
  },
  RecheckTaxIds: {
    links: ["Table", "Reporting", "StripeSecretKey", "SellerTaxId"],
    may: ["rows"],
    memory: small,
  },
  SweepEvents: { links: ["Table", "Bus"], may: ["rows", "events"], memory: small },
  // Writes an index of 100,000 products to its disk, as fast as one processor can.
  PublishSearch: {
    links: ["Table", "Shop", "Artifacts", "Cache", "RevalidateSecret"],
    may: ["rows", "readArtifacts", "writeArtifacts"],
    memory: "1769 MB",
    storage: "2 GB",
  },
  // Holds all orders of the shop in memory while it proves them.
  Reconcile: {
    links: ["Table", "Shop", "Fulfillment", "Reporting", "StripeSecretKey", "LinkSecret"],
    may: ["rows", "scan", "look"],
    memory: "1769 MB",
  },
  TableRelay: { links: ["Table", "Bus", "Reporting"], may: ["rows", "events"], memory: small },
  // Stripe waits for the answer, and a cold start is mostly processor.
  "/webhooks/stripe": {
    links: ["Table", "PaymentQueue", "StripeSecretKey", "StripeWebhookSecret"],
    may: ["rows", "payments"],
    memory: "1024 MB",
  },
  AssessFraud: { links: ["Table", "StripeSecretKey", "LinkSecret"], may: ["rows"], memory: small },
  RequestReview: { links: ["Table", "Reporting"], may: ["rows", "resume"], memory: small },
  Capture: { links: ["Table", "Reporting", "StripeSecretKey"], may: ["rows"], memory: small },
  Allocate: { links: ["Table"], may: ["rows"], memory: small },
  AwaitStatus: { links: ["Table"], may: ["rows", "resume"], memory: small },
  Notify: {
    links: ["Table", "Shop", "Mail", "LinkSecret"],
    may: ["rows", "letters", "texts"],
    memory: "1024 MB",
  },
  Void: { links: ["Table", "Reporting", "StripeSecretKey"], may: ["rows"], memory: small },
  Refund: { links: ["Table", "Reporting", "StripeSecretKey"], may: ["rows"], memory: small },
} as const satisfies Record<FunctionName, Grant>;

/** What the storefront and the back office do; they leave letters to the queues. Linked to all. */
export const siteMay = [
  // Who asks to be forgotten sees it done where that takes seconds: then the page itself reads the whole table.
  "erase",
  "scan",
  "resume",
  "readArtifacts",
  "readImages",
  "deadLetters",
] as const satisfies Ability[];
