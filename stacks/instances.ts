import type { Network } from "./network";

/** Creates EC2 instances for the containers: as many as the tasks need, every second one from Spot. */
export function createInstances(clusterName: string, { vpc, application }: Network) {
  const role = new aws.iam.Role("InstancesRole", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "ec2.amazonaws.com" }),
    managedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"],
  });
  const template = new aws.ec2.LaunchTemplate("InstancesTemplate", {
    imageId: aws.ssm.getParameterOutput({
      name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id",
    }).value,
    iamInstanceProfile: { arn: new aws.iam.InstanceProfile("InstancesProfile", { role: role.name }).arn },
    vpcSecurityGroupIds: [application.id],
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeSize: 30, volumeType: "gp3" } },
    ],
    userData: Buffer.from(`#!/bin/bash
echo ECS_CLUSTER=${clusterName} >> /etc/ecs/ecs.config
echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config
`).toString("base64"),
  });
  const group = new aws.autoscaling.Group("Instances", {
    minSize: 2,
    maxSize: 12,
    vpcZoneIdentifiers: vpc.privateSubnets,
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: "$Latest" },
        // Several types, because Spot runs out of single types.
        overrides: ["t4g.small", "t4g.medium", "c7g.medium", "m7g.medium"].map((instanceType) => ({
          instanceType,
        })),
      },
      instancesDistribution: {
        onDemandBaseCapacity: 1,
        onDemandPercentageAboveBaseCapacity: 50,
        spotAllocationStrategy: "price-capacity-optimized",
      },
    },
    capacityRebalance: true,
    protectFromScaleIn: true, // the capacity provider terminates an instance once it has no tasks
    tags: [{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }],
  });
  const provider = new aws.ecs.CapacityProvider("InstancesCapacity", {
    name: `${$app.name}-${$app.stage}`,
    autoScalingGroupProvider: {
      autoScalingGroupArn: group.arn,
      managedScaling: { status: "ENABLED", targetCapacity: 90 },
      managedTerminationProtection: "ENABLED",
      managedDraining: "ENABLED",
    },
  });
  // SST gives a cluster only Fargate.
  $transform(aws.ecs.ClusterCapacityProviders, (args) => {
    args.capacityProviders = ["FARGATE", "FARGATE_SPOT", provider.name];
  });
  return provider;
}
