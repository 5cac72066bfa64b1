import { stage } from "./stage";

/** Hosted zone of every accelerator's domain, for Route 53 aliases. */
const acceleratorZone = "Z2BJ6XQ5FK7U4H";

/**
 * Accelerator through which distant requests enter AWS's network at the nearest edge. It preserves CloudFront's addresses,
 * which the load balancer's security group checks.
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
  const pointTo = ({ nodes }: sst.aws.Service) =>
    new aws.globalaccelerator.EndpointGroup("AcceleratorEndpoints", {
      listenerArn: listener.arn,
      endpointConfigurations: [
        { endpointId: nodes.loadBalancer.arn, weight: 100, clientIpPreservationEnabled: true },
      ],
    });
  return { name: accelerator.dnsName, pointTo };
}

const route53 = sst.aws.dns();

/** DNS that points the containers' domain to their load balancer, or to the accelerator in front of it. */
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
