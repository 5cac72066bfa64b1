/** Creates every resource. The defaults come first: they apply to resources created after them. */
export async function stacks() {
  const { applyDefaults } = await import("./defaults");
  applyDefaults();
  const { workflows } = await import("./workflow");
  const { api } = await import("./api");
  await import("./web");
  await import("./containers");
  await import("./regions");
  await import("./observability");
  await import("./dashboard");
  await import("./audit");
  await import("./budget");
  const { router } = await import("./router");
  return { shop: router.url, api: api.url, machines: workflows.map(({ name }) => name) };
}
