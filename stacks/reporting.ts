import { type Network, network } from "./network";
import { stage } from "./stage";

/** Relational copy of the events for SQL reports. It can be rebuilt from the events at any time. */
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
        // By default SST sets neither deletion protection nor a final snapshot.
        args.deletionProtection = true;
        args.skipFinalSnapshot = false;
        args.finalSnapshotIdentifier = `${$app.name}-${$app.stage}-reporting-last`;
      },
    },
  });
}

/** Linked in every stage; "" means no reporting database. */
export const reporting = new sst.Linkable("Reporting", {
  properties: {
    url: database ? urlAt(database, database.host) : "",
    reader: database ? urlAt(database, database.reader) : "",
  },
});

/** Makes Node on Lambda trust the certificate authorities of Amazon's databases. */
export const trustAmazonAuthorities = { NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem" };

/** Returns the connection URL; the client verifies name and authority of the certificate. */
function urlAt({ username, password, port, database }: sst.aws.Aurora, host: $util.Input<string>) {
  return $util.secret(
    $resolve([username, password, host, port, database]).apply(
      ([name, secret, at, port, database]) =>
        `postgres://${name}:${encodeURIComponent(secret ?? "")}@${at}:${port}/${database}?sslmode=verify-full`,
    ),
  );
}
