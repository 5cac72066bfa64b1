// What `Resource` of the `sst` SDK holds: the stacks link it in the cloud, the local cloud on a laptop.
import "sst";

declare module "sst" {
  type Queue = { type: "sst.aws.Queue"; url: string };
  type Secret = { type: "sst.sst.Secret"; value: string };
  type StateMachine = { type: "sst.aws.StepFunctions"; arn: string };
  type Bucket = { type: "sst.aws.Bucket"; name: string };

  export interface Resource {
    App: { name: string; stage: string };
    Table: { type: "sst.aws.Dynamo"; name: string };
    PaymentQueue: Queue;
    PaymentQueueDeadLetters: Queue;
    FulfillmentQueue: Queue;
    FulfillmentQueueDeadLetters: Queue;
    OrderMailQueue: Queue;
    OrderMailQueueDeadLetters: Queue;
    CartQueue: Queue;
    CartQueueDeadLetters: Queue;
    CatalogQueue: Queue;
    CatalogQueueDeadLetters: Queue;
    AccountMailQueue: Queue;
    AccountMailQueueDeadLetters: Queue;
    StaffMailQueue: Queue;
    StaffMailQueueDeadLetters: Queue;
    Bus: { type: "sst.aws.Bus"; name: string; arn: string };
    Fulfillment: StateMachine;
    Images: Bucket;
    Artifacts: Bucket;
    Mail: { type: "sst.aws.Email"; sender: string; configSet: string };
    Shop: { url: string; name: string };
    /** A shared cache (Redis, Valkey); "" is none. */
    Cache: { url: string };
    /** The reporting database (PostgreSQL); "" is none. Reports are read from its reader, if it has one. */
    Reporting: { url: string; reader?: string };
    StripeSecretKey: Secret;
    StripeWebhookSecret: Secret;
    LinkSecret: Secret;
    RevalidateSecret: Secret;
    GoogleClientId: Secret;
    GoogleClientSecret: Secret;
    GoogleIssuer: Secret;
  }
}
