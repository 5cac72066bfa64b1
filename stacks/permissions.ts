import { artifacts, images, indexArns, table } from "./data";
import type { Ability } from "./grants";
import { mail } from "./mail";
import { allQueues, bus, queueOf } from "./messaging";
import { accountId, regionName } from "./stage";

type Permission = sst.aws.FunctionPermissionArgs;

/** The machine's ARN by its name: its own functions' permissions cannot wait for it to exist. */
export const machineName = (name: string) => `${$app.name}-${$app.stage}-${name}`;
export const machineArn = $interpolate`arn:aws:states:${regionName}:${accountId}:stateMachine:${machineName("Fulfillment")}`;
const executionArns = $interpolate`arn:aws:states:${regionName}:${accountId}:execution:${machineName("Fulfillment")}:*`;

/** How the keys of audit rows begin; `infra/` holds it against the entity. */
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

/** What staff did is written once. IAM cannot tell a first put from a second; the entity's condition can. */
const notOnAudit = (actions: string[]): Permission => ({
  effect: "deny",
  actions,
  resources: [table.arn],
  conditions: [{ test: "ForAnyValue:StringLike", variable: "dynamodb:LeadingKeys", values: [auditKeys] }],
});

/** Of an audit row nothing but its words may change, by whoever may change any of it. */
const wordsOnly: Permission = {
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

/** An object that is not there is a 404 only for who may list the bucket; for others it is a refusal. */
const reads = ({ arn }: sst.aws.Bucket): Permission[] => [
  { actions: ["s3:GetObject"], resources: [$interpolate`${arn}/*`] },
  { actions: ["s3:ListBucket"], resources: [arn] },
];

/** What each ability comes to in IAM: no wildcard action, and `*` as a resource only where AWS knows no other. */
const abilities: Record<Ability, Permission[]> = {
  rows: [...changeRows, notOnAudit(["dynamodb:UpdateItem", "dynamodb:DeleteItem"])],
  // Who is forgotten is taken out of the words of what staff did; who did what, and when, stays as it was written.
  erase: [...changeRows, notOnAudit(["dynamodb:DeleteItem"]), wordsOnly],
  scan: [{ actions: ["dynamodb:Scan"], resources: [table.arn] }],
  events: [{ actions: ["events:PutEvents"], resources: [bus.arn] }],
  payments: [{ actions: ["sqs:SendMessage"], resources: [queueOf("PaymentQueue").arn] }],
  begin: [{ actions: ["states:StartExecution"], resources: [machineArn] }],
  // A task token names no resource; who holds one may use it.
  resume: [{ actions: ["states:SendTaskSuccess"], resources: ["*"] }],
  look: [{ actions: ["states:DescribeExecution"], resources: [executionArns] }],
  letters: [
    {
      actions: ["ses:SendEmail"],
      resources: [mail.nodes.identity.arn, mail.nodes.configurationSet.arn],
    },
  ],
  // A phone number is no resource of AWS: everything, but no topic.
  texts: [
    { actions: ["sns:Publish"], resources: ["*"] },
    { effect: "deny", actions: ["sns:Publish"], resources: ["arn:aws:sns:*:*:*"] },
  ],
  readArtifacts: reads(artifacts),
  writeArtifacts: [{ actions: ["s3:PutObject"], resources: [$interpolate`${artifacts.arn}/*`] }],
  readImages: reads(images),
  deadLetters: [
    {
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
      resources: allQueues.map(({ deadLetters }) => deadLetters.arn),
    },
    { actions: ["sqs:SendMessage"], resources: allQueues.map(({ queue }) => queue.arn) },
  ],
};

export const permissionsFor = (may: readonly Ability[]) => may.flatMap((ability) => abilities[ability]);
