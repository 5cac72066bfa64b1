/** A registered resource. Secrets in `inputs` are plain; `secrets` has their paths. */
export type SynthesizedResource = {
  urn: string;
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  /** Paths of inputs that were marked secret. */
  secrets: string[];
  outputs: Record<string, unknown> | undefined;
  options: {
    protect: boolean;
    retainOnDelete: boolean;
    provider: string | undefined;
    parent: string | undefined;
    dependsOn: string[];
    ignoreChanges: string[];
    importId: string | undefined;
    /** True for an existing resource that is only read. */
    read: boolean;
    /** True for a resource of a provider, false for a component. */
    custom: boolean;
  };
};

/** Key and values by which Pulumi marks special values in JSON. */
const mark = "4dabf18193072939515e22adb298388d";
const kinds = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
};

type Json = Record<string, unknown>;

/** Converts a message to plain JSON. Unwraps secrets and adds their paths to `secrets`. */
export function plain(value: unknown, secrets: string[], path = ""): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item, index) => plain(item, secrets, `${path}[${index}]`));
  const object = value as Json;
  switch (object[mark]) {
    case kinds.secret:
      if (!secrets.includes(path)) secrets.push(path);
      return plain(object.value, secrets, path);
    case kinds.output:
      return plain(object.value, secrets, path);
    case kinds.resource:
      return object.urn;
    case kinds.asset:
    case kinds.archive:
      return { $asset: object.path ?? object.uri ?? object.text ?? "archive" };
  }
  return Object.fromEntries(
    Object.entries(object)
      .filter(([key]) => key !== "__provider") // the source text of SST's own providers
      .map(([key, item]) => [key, plain(item, secrets, path ? `${path}.${key}` : key)]),
  );
}

/** A protocol buffer with JSON. */
type Struct = { toJavaScript(): unknown };

/** The used part of a request to the engine. */
type Request = {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getUrn(): string;
  getProperties(): Struct;
  getObject(): Struct;
  getOutputs(): Struct;
  getCustom(): boolean;
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getDependenciesList(): string[];
  getIgnorechangesList(): string[];
  getImportid(): string;
};
type Reply = (error: unknown, response: { getUrn(): string }) => void;
type Method = (request: Request, reply: Reply) => unknown;
export type Monitor = Record<"registerResource" | "readResource" | "registerResourceOutputs", Method>;

/** Records the resources that the mock engine registers, with the options that its mocks do not get. */
export function record(monitor: Monitor) {
  const resources = new Map<string, SynthesizedResource>();
  const { registerResource, readResource, registerResourceOutputs } = monitor;
  monitor.registerResource = function (this: Monitor, request, reply) {
    return registerResource.call(this, request, (error, response) => {
      if (!error) add(request, response.getUrn(), false);
      reply(error, response);
    });
  };
  monitor.readResource = function (this: Monitor, request, reply) {
    return readResource.call(this, request, (error, response) => {
      if (!error) add(request, response.getUrn(), true);
      reply(error, response);
    });
  };
  monitor.registerResourceOutputs = function (this: Monitor, request, reply) {
    const known = resources.get(request.getUrn());
    if (known) known.outputs = plain(request.getOutputs().toJavaScript(), []) as Json;
    return registerResourceOutputs.call(this, request, reply);
  };
  return resources;

  function add(request: Request, urn: string, read: boolean): void {
    const secrets: string[] = [];
    const inputs = plain(
      (read ? request.getProperties() : request.getObject()).toJavaScript(),
      secrets,
    ) as Json;
    resources.set(urn, {
      urn,
      type: request.getType(),
      name: request.getName(),
      inputs,
      secrets,
      outputs: undefined,
      options: {
        protect: !read && request.getProtect(),
        retainOnDelete: !read && request.getRetainondelete(),
        provider: request.getProvider() || undefined,
        parent: request.getParent() || undefined,
        dependsOn: request.getDependenciesList(),
        ignoreChanges: read ? [] : request.getIgnorechangesList(),
        importId: read ? undefined : request.getImportid() || undefined,
        read,
        custom: read || request.getCustom(),
      },
    });
  }
}
