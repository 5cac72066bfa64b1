import { type Network, network } from "./network";
import { stage } from "./stage";

/** A relational copy of what events tell, for questions in SQL. It can be built again from the events at any time. */
const database = stage.on.reporting && network ? createDatabase(network) : null;

function createDatabase({ vpc, database }: Network) {
  return new sst.aws.Aurora("ReportingDatabase", {
    engine: "postgres",
    database: "reporting",
    scaling: { min: "0.5 ACU", max: "8 ACU" },
    replicas: 1,
    vpc: { subnets: vpc.privateSubnets, securityGroups: [database.id] },
    transform: {
      cluster: (args) => {
        args.backupRetentionPeriod = 7;
        args.enabledCloudwatchLogsExports = ["postgresql"];
        if (!stage.production) return;
        // SST deletes the cluster without a last snapshot, and lets anybody delete it.
        args.deletionProtection = true;
        args.skipFinalSnapshot = false;
        args.finalSnapshotIdentifier = `${$app.name}-${$app.stage}-reporting-last`;
      },
    },
  });
}

/** Linked in every stage; "" is no reporting. */
export const reporting = new sst.Linkable("Reporting", {
  properties: {
    url: database ? urlAt(database, database.host) : "",
    reader: database ? urlAt(database, database.reader) : "",
  },
});

/** Node on Lambda knows Amazon's authorities once it is told where they are. */
export const trustsAmazon = { NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem" };

/** The certificate is checked, name and authority. */
function urlAt({ username, password, port, database }: sst.aws.Aurora, host: $util.Input<string>) {
  return $util.secret(
    $resolve([username, password, host, port, database]).apply(
      ([name, secret, at, port, database]) =>
        `postgres://${name}:${encodeURIComponent(secret ?? "")}@${at}:${port}/${database}?sslmode=verify-full`,
    ),
  );
}
