/** Every secret has a value, one by which it is found again: `secret-of-<Name>`. Those of the environment stand. */
export function fillSecrets(): void {
  const prefix = "SST_SECRET_";
  process.env = new Proxy(process.env, {
    get: (env, name: string) =>
      env[name] ?? (String(name).startsWith(prefix) ? secretOf(name.slice(prefix.length)) : undefined),
  });
}

export const secretOf = (name: string) => `secret-of-${name}`;
