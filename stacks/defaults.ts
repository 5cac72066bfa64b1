import { existsSync } from "node:fs";
import { join } from "node:path";
import { ownAccountOnly, servicesOnly, spellTimeouts, written } from "./corrections";
import { accountId, stage } from "./stage";

/**
 * Packages that are loaded when they are used, and that no function uses: only the pages hash and choose passwords, and no
 * email is laid out for reading. `withImageLibrary` adds sharp where pictures are decoded.
 */
const unbundled = {
  esbuild: {
    external: ["@node-rs/argon2", "@zxcvbn-ts/core", "@zxcvbn-ts/language-common", "prettier", "sharp"],
  },
};

/** Packages of sharp for Lambda on x86_64, the processor that `npm ci` chooses on most machines that deploy. */
const imagePackages = [
  "sharp",
  "@img/colour",
  "@img/sharp-linux-x64",
  "@img/sharp-libvips-linux-x64",
  "detect-libc",
  "semver",
].map((name) => `node_modules/${name}`);

/**
 * Returns the arguments that put sharp beside a function's bundle: copied from the installed packages, or on a machine of
 * another system or processor, installed by SST.
 */
export function withImageLibrary(): Pick<sst.aws.FunctionArgs, "architecture" | "copyFiles" | "nodejs"> {
  return imagePackages.every((folder) => existsSync(join($cli.paths.root, folder)))
    ? { architecture: "x86_64", copyFiles: imagePackages.map((from) => ({ from })) }
    : { architecture: "x86_64", nodejs: { ...unbundled, install: { sharp: "0.35.5" } } };
}

/**
 * Applies defaults to every resource, before the first is created: mainly security that SST leaves open. Each has a
 * check in `infra/`.
 */
export function applyDefaults() {
  $transform(sst.aws.Function, (args: sst.aws.FunctionArgs) => {
    args.architecture ??= "arm64"; // 20 % cheaper; functions with native code choose their own
    args.logging = { retention: stage.logs };
    args.nodejs ??= unbundled;
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
    // Removing a bucket from the stacks must not delete its objects.
    if (stage.production) args.forceDestroy = false;
  });
  $transform(aws.s3.BucketPolicy, (args) => {
    args.policy = $resolve({ policy: args.policy, account: accountId }).apply(({ policy, account }) =>
      ownAccountOnly(written(policy), account),
    );
  });
  $transform(aws.cloudfront.Distribution, (args) => {
    // SST's redirect from www allows TLS 1.0. CloudFront's own domains have no such setting.
    args.viewerCertificate = $output(args.viewerCertificate).apply((certificate) =>
      certificate.acmCertificateArn
        ? { ...certificate, minimumProtocolVersion: "TLSv1.2_2021" }
        : certificate,
    );
  });
  $transform(aws.lambda.FunctionUrl, (args) => {
    delete args.cors; // SST's default lets every site read the responses
  });
  linkNamesOnly();
}

/** Returns true for Lambda@Edge, which has no X-Ray, no environment and no arm64. */
const isEdge = (name: string) => /EdgeFunction(Role)?$/.test(name);

function withTracing({ assumeRolePolicy, managedPolicyArns }: aws.iam.RoleArgs) {
  return $resolve({ trust: assumeRolePolicy, arns: managedPolicyArns ?? [] }).apply(({ trust, arns }) => {
    const traced = written(trust).includes('"lambda.amazonaws.com"');
    return traced ? [...arns, "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"] : arns;
  });
}

/** Reduces links to names: SST's grant `service:*` on the linked resource, here `grants.ts` grants actions. */
function linkNamesOnly() {
  sst.Linkable.wrap(sst.aws.Dynamo, ({ name }) => ({ properties: { name } }));
  sst.Linkable.wrap(sst.aws.Queue, ({ url }) => ({ properties: { url } }));
  sst.Linkable.wrap(sst.aws.Bus, ({ name, arn }) => ({ properties: { name, arn } }));
  sst.Linkable.wrap(sst.aws.Bucket, ({ name }) => ({ properties: { name } }));
  sst.Linkable.wrap(sst.aws.Email, ({ sender, configSet }) => ({ properties: { sender, configSet } }));
}
