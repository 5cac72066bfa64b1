import { artifacts, images, indexArns, table } from "./data";
import { email } from "./email";
import type { Ability } from "./grants";
import { allQueues, bus, queueOf } from "./messaging";
import { accountId, regionName } from "./stage";

type Permission = sst.aws.FunctionPermissionArgs;

/** Returns the name of a state machine. Its ARN is built from it, because its functions' permissions cannot wait until it exists. */
export const machineName = (name: string) => `${$app.name}-${$app.stage}-${name}`;
export const machineArn = $interpolate`arn:aws:states:${regionName}:${accountId}:stateMachine:${machineName("Fulfillment")}`;
const executionArns = $interpolate`arn:aws:states:${regionName}:${accountId}:execution:${machineName("Fulfillment")}:*`;

/** Key prefix of audit rows; a test in `infra/` compares it with the entity. */
export const auditKeys = "$securecart#auditid_*";

const changeRows: Permission[] = [
  {
    actions: [
      "dynamodb:GetItem",
      "dynamodb:BatchGetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
      "dynamodb:DeleteItem",
      "dynamodb:ConditionCheckItem",
    ],
    resources: [table.arn],
  },
  { actions: ["dynamodb:Query"], resources: [table.arn, ...indexArns] },
];

/** Denies changes of audit rows. IAM cannot tell a first put from a second; the entity's condition can. */
const notOnAudit = (actions: string[]): Permission => ({
  effect: "deny",
  actions,
  resources: [table.arn],
  conditions: [{ test: "ForAnyValue:StringLike", variable: "dynamodb:LeadingKeys", values: [auditKeys] }],
});

/** Denies changes of audit rows, except of their texts. */
const textsOnly: Permission = {
  effect: "deny",
  actions: ["dynamodb:UpdateItem"],
  resources: [table.arn],
  conditions: [
    { test: "ForAnyValue:StringLike", variable: "dynamodb:LeadingKeys", values: [auditKeys] },
    {
      test: "ForAnyValue:StringNotEquals",
      variable: "dynamodb:Attributes",
      values: ["pk", "sk", "note", "before", "after"],
    },
  ],
};

/** Returns read access to a bucket. With `s3:ListBucket` a missing object is a 404, without it a 403. */
const reads = ({ arn }: sst.aws.Bucket): Permission[] => [
  { actions: ["s3:GetObject"], resources: [$interpolate`${arn}/*`] },
  { actions: ["s3:ListBucket"], resources: [arn] },
];

/** IAM permissions of each ability: no wildcard action, and `*` as a resource only where AWS supports no other. */
const abilities: Record<Ability, Permission[]> = {
  rows: [...changeRows, notOnAudit(["dynamodb:UpdateItem", "dynamodb:DeleteItem"])],
  // Erasure removes a data subject from the texts of audit rows; actor, action and time stay unchanged.
  erase: [...changeRows, notOnAudit(["dynamodb:DeleteItem"]), textsOnly],
  scan: [{ actions: ["dynamodb:Scan"], resources: [table.arn] }],
  events: [{ actions: ["events:PutEvents"], resources: [bus.arn] }],
  payments: [{ actions: ["sqs:SendMessage"], resources: [queueOf("PaymentQueue").arn] }],
  transfers: [{ actions: ["sqs:SendMessage"], resources: [queueOf("TransferQueue").arn] }],
  startWorkflow: [{ actions: ["states:StartExecution"], resources: [machineArn] }],
  // A task token belongs to no resource; its holder may use it.
  resumeWorkflow: [{ actions: ["states:SendTaskSuccess"], resources: ["*"] }],
  describeExecution: [{ actions: ["states:DescribeExecution"], resources: [executionArns] }],
  email: [
    {
      actions: ["ses:SendEmail"],
      resources: [email.nodes.identity.arn, email.nodes.configurationSet.arn],
    },
  ],
  // A phone number is no AWS resource: allow everything except topics.
  sms: [
    { actions: ["sns:Publish"], resources: ["*"] },
    { effect: "deny", actions: ["sns:Publish"], resources: ["arn:aws:sns:*:*:*"] },
  ],
  readArtifacts: reads(artifacts),
  writeArtifacts: [{ actions: ["s3:PutObject"], resources: [$interpolate`${artifacts.arn}/*`] }],
  readImages: reads(images),
  writeImages: [{ actions: ["s3:PutObject"], resources: [$interpolate`${images.arn}/media/*`] }],
  removeImages: [{ actions: ["s3:DeleteObject"], resources: [$interpolate`${images.arn}/media/*`] }],
  // The key of a presigned form is signed with these permissions: a browser can put nothing elsewhere.
  putUploads: [{ actions: ["s3:PutObject"], resources: [$interpolate`${artifacts.arn}/uploads/*`] }],
  // The parts of a list of products that staff upload.
  putImports: [{ actions: ["s3:PutObject"], resources: [$interpolate`${artifacts.arn}/imports/*`] }],
  readUploads: [
    { actions: ["s3:GetObject", "s3:DeleteObject"], resources: [$interpolate`${artifacts.arn}/uploads/*`] },
    {
      actions: ["s3:ListBucket"],
      resources: [artifacts.arn],
      conditions: [{ test: "StringLike", variable: "s3:prefix", values: ["uploads/*"] }],
    },
  ],
  failedMessages: [
    {
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      resources: allQueues.map(({ deadLetters }) => deadLetters.arn),
    },
    { actions: ["sqs:SendMessage"], resources: allQueues.map(({ queue }) => queue.arn) },
  ],
};

export const permissionsFor = (may: readonly Ability[]) => may.flatMap((ability) => abilities[ability]);
