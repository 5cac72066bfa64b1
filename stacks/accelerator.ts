import { stage } from "./stage";

/** The zone that every accelerator's name is in, for Route 53. */
const acceleratorZone = "Z2BJ6XQ5FK7U4H";

/**
 * Requests of shoppers far away enter AWS's network at the nearest edge, and stay on it to the load balancer. Its
 * security group still sees CloudFront's addresses, because the accelerator keeps them.
 */
export const accelerator = stage.on.accelerator ? createAccelerator() : null;

function createAccelerator() {
  const accelerator = new aws.globalaccelerator.Accelerator("Accelerator", {
    name: `${$app.name}-${$app.stage}`,
    ipAddressType: "IPV4",
    enabled: true,
  });
  const listener = new aws.globalaccelerator.Listener("AcceleratorListener", {
    acceleratorArn: accelerator.arn,
    protocol: "TCP",
    portRanges: [{ fromPort: 443, toPort: 443 }],
  });
  const lead = ({ nodes }: sst.aws.Service) =>
    new aws.globalaccelerator.EndpointGroup("AcceleratorEndpoints", {
      listenerArn: listener.arn,
      endpointConfigurations: [
        { endpointId: nodes.loadBalancer.arn, weight: 100, clientIpPreservationEnabled: true },
      ],
    });
  return { name: accelerator.dnsName, lead };
}

const route53 = sst.aws.dns();

/** Where the containers' name leads: to their load balancer, or to the accelerator before it. */
export const originDns: typeof route53 = accelerator
  ? {
      ...route53,
      createAlias: (prefix, { name }, options) =>
        route53.createAlias(
          prefix,
          { name, aliasName: accelerator.name, aliasZone: acceleratorZone },
          options,
        ),
    }
  : route53;
