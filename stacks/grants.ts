import type {
  machines,
  queues,
  reporting,
  routes,
  schedules,
  streamConsumers,
} from "@securecart/core/topology";

/**
 * Links, permissions and memory of a function. Pure data: a test compares it with what the function's code can reach and
 * fails for a missing grant as well as for an unneeded one.
 */
export type Grant = {
  links: LinkName[];
  may: Ability[];
  memory: Memory;
  storage?: "2 GB";
  /** True for functions that prepare pictures: the image library is installed beside their bundle. */
  image?: true;
};

export type LinkName =
  | "Table"
  | "Bus"
  | "PaymentQueue"
  | "TransferQueue"
  | "Fulfillment"
  | "Images"
  | "Artifacts"
  | "Uploads"
  | "Email"
  | "Shop"
  | "Cache"
  | "Reporting"
  | "StripeSecretKey"
  | "StripeWebhookSecret"
  | "LinkSecret"
  | "RevalidateSecret"
  | "SellerTaxId";

/** Sets of IAM permissions, defined in `permissions.ts`. */
export type Ability =
  | "rows"
  | "erase"
  | "scan"
  | "events"
  | "payments"
  | "transfers"
  | "startWorkflow"
  | "resumeWorkflow"
  | "describeExecution"
  | "email"
  | "sms"
  | "readArtifacts"
  | "writeArtifacts"
  | "readImages"
  | "writeImages"
  | "removeImages"
  | "putUploads"
  | "putImports"
  | "readUploads"
  | "failedMessages";

/** Memory of a function. Its processor share grows with it; 1769 MB have one whole processor. */
type Memory = "512 MB" | "1024 MB" | "1769 MB" | "3008 MB";

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
  FulfillmentQueue: {
    links: ["Table", "Fulfillment"],
    may: ["rows", "startWorkflow", "resumeWorkflow"],
    memory: small,
  },
  // Emails are rendered with React, which is bound by the processor.
  OrderEmailQueue: {
    links: ["Table", "Shop", "Email", "LinkSecret"],
    may: ["rows", "email", "sms"],
    memory: "1024 MB",
  },
  AccountEmailQueue: {
    links: ["Table", "Shop", "Email", "LinkSecret"],
    may: ["rows", "email"],
    memory: "1024 MB",
  },
  StaffEmailQueue: { links: ["Table", "Shop", "Email"], may: ["rows", "email"], memory: "1024 MB" },
  CartQueue: { links: ["Table"], may: ["rows"], memory: small },
  CatalogQueue: {
    links: ["Table", "Shop", "Artifacts", "Cache", "Reporting", "RevalidateSecret"],
    may: ["rows", "writeArtifacts"],
    memory: small,
  },
  // A picture of 60 megapixels is decoded in memory.
  MediaQueue: {
    links: ["Table", "Images", "Artifacts", "Reporting"],
    may: ["rows", "readUploads", "writeImages"],
    memory: "3008 MB",
    image: true,
  },
  ReportQueue: { links: ["Table", "Reporting"], may: ["rows"], memory: small },
  RebuildReports: { links: ["Table", "Reporting"], may: ["rows", "scan"], memory: "1024 MB" },
  SweepOrders: {
    links: [
      "Table",
      "Shop",
      "PaymentQueue",
      "Reporting",
      "Cache",
      "Artifacts",
      "StripeSecretKey",
      "LinkSecret",
    ],
    may: ["rows", "payments", "readArtifacts", "writeArtifacts"],
    memory: small,
  },
  // Scans the whole table for an erasure, a page at a time.
  SweepErasures: {
    links: ["Table", "Reporting", "StripeSecretKey", "LinkSecret"],
    may: ["erase", "scan"],
    memory: "1024 MB",
  },
  SweepMedia: { links: ["Table", "Images"], may: ["rows", "removeImages"], memory: small },
  RecheckTaxIds: {
    links: ["Table", "Reporting", "StripeSecretKey", "SellerTaxId"],
    may: ["rows"],
    memory: small,
  },
  // Holds a file of up to 50 MB and its rows in memory, and decodes pictures. An export of customers scans the table.
  TransferQueue: {
    links: ["Table", "Shop", "Artifacts", "Images", "Cache", "Reporting", "TransferQueue"],
    may: ["rows", "scan", "readArtifacts", "writeArtifacts", "writeImages", "transfers"],
    memory: "3008 MB",
    image: true,
  },
  SweepTransfers: { links: ["Table", "TransferQueue"], may: ["rows", "transfers"], memory: small },
  SweepEvents: { links: ["Table", "Bus"], may: ["rows", "events"], memory: small },
  // Writes an index of 100,000 products to its disk, as fast as one processor can.
  PublishSearch: {
    links: ["Table", "Shop", "Artifacts", "Cache", "Reporting", "RevalidateSecret"],
    may: ["rows", "readArtifacts", "writeArtifacts"],
    memory: "1769 MB",
    storage: "2 GB",
  },
  // Looks up the products of collections in the search index.
  PublishPrices: {
    links: ["Table", "Shop", "Artifacts", "Cache", "Reporting", "RevalidateSecret"],
    may: ["rows", "readArtifacts", "writeArtifacts"],
    memory: "1024 MB",
  },
  // Holds all orders in memory while it reconciles them.
  Reconcile: {
    // The nightly migrations announce changed products to the search.
    links: ["Table", "Artifacts", "Shop", "Fulfillment", "Reporting", "StripeSecretKey", "LinkSecret"],
    may: ["rows", "scan", "describeExecution", "writeArtifacts"],
    memory: "1769 MB",
  },
  TableRelay: { links: ["Table", "Bus", "Reporting"], may: ["rows", "events"], memory: small },
  // Stripe waits for the response, and a cold start is bound by the processor.
  "/webhooks/stripe": {
    links: ["Table", "PaymentQueue", "StripeSecretKey", "StripeWebhookSecret"],
    may: ["rows", "payments"],
    memory: "1024 MB",
  },
  AssessFraud: { links: ["Table", "StripeSecretKey", "LinkSecret"], may: ["rows"], memory: small },
  RequestReview: { links: ["Table", "Reporting"], may: ["rows", "resumeWorkflow"], memory: small },
  Capture: { links: ["Table", "Reporting", "StripeSecretKey"], may: ["rows"], memory: small },
  Allocate: { links: ["Table"], may: ["rows"], memory: small },
  AwaitStatus: { links: ["Table"], may: ["rows", "resumeWorkflow"], memory: small },
  Void: { links: ["Table", "Reporting", "StripeSecretKey"], may: ["rows"], memory: small },
  Refund: { links: ["Table", "Reporting", "StripeSecretKey"], may: ["rows"], memory: small },
} as const satisfies Record<FunctionName, Grant>;

/** Permissions of the pages, storefront and admin. They are linked to everything; queue consumers send the emails. */
export const siteMay = [
  // Erasure of a small shop finishes within the request: then the page itself scans the table.
  "erase",
  "scan",
  "resumeWorkflow",
  "readArtifacts",
  "readImages",
  "putUploads",
  "putImports",
  "failedMessages",
] as const satisfies Ability[];
