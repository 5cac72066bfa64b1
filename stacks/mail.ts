import { stage } from "./stage";

/** Letters to customers. A stage without a domain writes from the operator's own address. */
export const mail = new sst.aws.Email("Mail", {
  sender: stage.sender,
  ...(stage.domain && {
    // Mail that claims to be ours and is not signed by us goes to the spam folder.
    dmarc: "v=DMARC1; p=quarantine; adkim=s; aspf=r;",
    mailFrom: { domain: `bounce.${stage.domain}` },
  }),
  transform: {
    configurationSet: (args) => {
      args.deliveryOptions = { tlsPolicy: "REQUIRE" };
      args.reputationOptions = { reputationMetricsEnabled: true };
      args.suppressionOptions = { suppressedReasons: ["BOUNCE", "COMPLAINT"] };
    },
  },
});
