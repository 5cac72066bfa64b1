import { oursOnly, servicesOnly, spellTimeouts, written } from "./documents";
import { accountId, stage } from "./stage";

/**
 * The rules of the whole account, laid upon every resource before the first one is made: what SST leaves open is
 * closed here, in one place. Each has its check in `infra/`.
 */
export function applyDefaults() {
  $transform(sst.aws.Function, (args: sst.aws.FunctionArgs) => {
    args.architecture ??= "arm64"; // a fifth cheaper; what ships native code says otherwise
    args.logging = { retention: stage.logs };
    // Passwords are looked at by the pages alone; a bundler cannot take native code in.
    args.nodejs ??= { esbuild: { external: ["@node-rs/argon2"] } };
  });
  $transform(aws.cloudwatch.LogGroup, (args = {}) => {
    args.retentionInDays ??= 30;
  });
  $transform(aws.lambda.Function, (args, _options, name) => {
    if (isEdge(name)) return;
    args.tracingConfig = { mode: "Active" };
  });
  $transform(aws.iam.Role, (args, _options, name) => {
    if (!isEdge(name)) args.managedPolicyArns = withTracing(args);
    if (!$dev) args.assumeRolePolicy = $output(args.assumeRolePolicy).apply(servicesOnly);
  });
  $transform(aws.sfn.StateMachine, (args) => {
    args.definition = $output(args.definition).apply(spellTimeouts);
  });
  $transform(aws.s3.Bucket, (args = {}) => {
    // A bucket that holds something is not emptied by taking it out of the stacks.
    if (stage.production) args.forceDestroy = false;
  });
  $transform(aws.s3.BucketPolicy, (args) => {
    args.policy = $resolve({ policy: args.policy, account: accountId }).apply(({ policy, account }) =>
      oursOnly(written(policy), account),
    );
  });
  $transform(aws.cloudfront.Distribution, (args) => {
    // SST's redirect from www still speaks TLS 1.0. CloudFront's own names take no setting.
    args.viewerCertificate = $output(args.viewerCertificate).apply((certificate) =>
      certificate.acmCertificateArn
        ? { ...certificate, minimumProtocolVersion: "TLSv1.2_2021" }
        : certificate,
    );
  });
  $transform(aws.lambda.FunctionUrl, (args) => {
    delete args.cors; // SST's default lets every site of the web read the answers
  });
  linkNamesOnly();
}

/** Lambda@Edge has no X-Ray, no environment and no arm64. */
const isEdge = (name: string) => /EdgeFunction(Role)?$/.test(name);

function withTracing({ assumeRolePolicy, managedPolicyArns }: aws.iam.RoleArgs) {
  return $resolve({ trust: assumeRolePolicy, arns: managedPolicyArns ?? [] }).apply(({ trust, arns }) => {
    const traced = written(trust).includes('"lambda.amazonaws.com"');
    return traced ? [...arns, "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"] : arns;
  });
}

/** A link of SST gives `service:*` on what is linked. Ours give a name; `grants.ts` says what may be done with it. */
function linkNamesOnly() {
  sst.Linkable.wrap(sst.aws.Dynamo, ({ name }) => ({ properties: { name } }));
  sst.Linkable.wrap(sst.aws.Queue, ({ url }) => ({ properties: { url } }));
  sst.Linkable.wrap(sst.aws.Bus, ({ name, arn }) => ({ properties: { name, arn } }));
  sst.Linkable.wrap(sst.aws.Bucket, ({ name }) => ({ properties: { name } }));
  sst.Linkable.wrap(sst.aws.Email, ({ sender, configSet }) => ({ properties: { sender, configSet } }));
}
