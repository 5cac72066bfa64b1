import { type Network, network } from "./network";
import { stage } from "./stage";

/** Catalog reads in memory, shared by all functions. Without it each process has its own small cache. */
const cluster = stage.on.cache && network ? createCluster(network) : null;

function createCluster({ vpc, cache }: Network) {
  return new sst.aws.Redis("CacheCluster", {
    engine: "valkey",
    instance: "t4g.micro",
    cluster: false,
    vpc: { subnets: vpc.privateSubnets, securityGroups: [cache.id] },
    // The least useful entries go when memory is full; nothing in it is the only copy.
    parameters: { "maxmemory-policy": "allkeys-lru" },
    transform: {
      cluster: (args) => {
        // SST makes one node in one zone, whatever `nodes` says.
        args.numCacheClusters = 2;
        args.automaticFailoverEnabled = true;
        args.multiAzEnabled = true;
      },
    },
  });
}

/** Linked in every stage, so that the code has one `Resource.Cache`; "" is no cache of its own. */
export const cache = new sst.Linkable("Cache", {
  properties: {
    url: cluster
      ? $util.secret(
          $resolve([cluster.username, cluster.password, cluster.host, cluster.port]).apply(
            ([name, password, host, port]) =>
              `rediss://${name}:${encodeURIComponent(password ?? "")}@${host}:${port}`,
          ),
        )
      : "",
  },
});
