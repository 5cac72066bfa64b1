import { stage } from "./stage";

/** Sender of emails to customers. A stage without a domain sends from the operator's address. */
export const email = new sst.aws.Email("Email", {
  sender: stage.sender,
  ...(stage.domain && {
    // Emails with our sender and without our signature go to the spam folder.
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
