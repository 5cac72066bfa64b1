import { type Network, network } from "./network";
import { stage } from "./stage";

/** Cache of catalog reads that all functions share. Without it each process has its own small cache. */
const cluster = stage.on.cache && network ? createCluster(network) : null;

function createCluster({ vpc, cache }: Network) {
  return new sst.aws.Redis("CacheCluster", {
    engine: "valkey",
    instance: "t4g.micro",
    cluster: false,
    vpc: { subnets: vpc.privateSubnets, securityGroups: [cache.id] },
    // Full memory evicts the least recently used entries; no entry is the only copy.
    parameters: { "maxmemory-policy": "allkeys-lru" },
    transform: {
      cluster: (args) => {
        // SST creates one node in one zone and ignores `nodes`.
        args.numCacheClusters = 2;
        args.automaticFailoverEnabled = true;
        args.multiAzEnabled = true;
      },
    },
  });
}

/** Linked in every stage, so that `Resource.Cache` always exists; "" means no shared cache. */
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
