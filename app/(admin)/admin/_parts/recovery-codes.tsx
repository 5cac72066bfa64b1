/** Shown once: whoever loses the second factor gets in with one of them. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <section className="rounded-card border border-line bg-surface p-5">
      <h2 className="mb-1 text-xl">Recovery codes</h2>
      <p className="mb-4 text-muted">
        Keep them where you will find them without this device. Each is good once, and they are shown only
        now.
      </p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </section>
  );
}
