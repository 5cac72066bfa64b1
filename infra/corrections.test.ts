import { expect, test } from "vitest";
import { ownAccountOnly, servicesOnly, spellTimeouts } from "../stacks/corrections";

const role = (...principals: object[]) =>
  JSON.stringify({ Statement: principals.map((Principal) => ({ Action: "sts:AssumeRole", Principal })) });

test("the account's root cannot assume a service role, and other roles are unchanged", () => {
  const given = role(
    { Service: "lambda.amazonaws.com", AWS: "arn:aws:iam::1:root" },
    { AWS: "arn:aws:iam::1:user/ada" },
  );
  expect(
    JSON.parse(servicesOnly(given)).Statement.map((one: { Principal: object }) => one.Principal),
  ).toEqual([{ Service: "lambda.amazonaws.com" }, { AWS: "arn:aws:iam::1:user/ada" }]);
});

test("a task's timeout is renamed as in the States Language, nested tasks included", () => {
  const task = { Type: "Task", Timeout: 60, Next: "B" };
  const nested = {
    A: task,
    B: { Type: "Map", ItemProcessor: { States: { C: task } } },
    D: { Type: "Wait", Timeout: 1 },
  };
  const right = { Type: "Task", Next: "B", TimeoutSeconds: 60 };
  expect(JSON.parse(spellTimeouts(JSON.stringify({ States: nested })))).toEqual({
    States: { A: right, B: { Type: "Map", ItemProcessor: { States: { C: right } } }, D: nested.D },
  });
});

test("CloudFront reads only for this account, and other statements are unchanged", () => {
  const read = {
    Effect: "Allow",
    Action: "s3:GetObject",
    Principal: { Service: "cloudfront.amazonaws.com" },
  };
  const refuse = { Effect: "Deny", Action: "s3:*", Principal: "*" };
  expect(JSON.parse(ownAccountOnly(JSON.stringify({ Statement: [read, refuse] }), "123")).Statement).toEqual([
    { ...read, Condition: { StringEquals: { "aws:SourceAccount": "123" } } },
    refuse,
  ]);
});
