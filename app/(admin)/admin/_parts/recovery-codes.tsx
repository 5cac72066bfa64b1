/** Renders recovery codes, which are shown only once. Each replaces a lost second factor. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <section className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-1 text-xl">Recovery codes</h2>
      <p className="mb-4 text-muted">
        Store them somewhere you can reach without this device. Each code works once, and they won't be shown
        again.
      </p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </section>
  );
}
