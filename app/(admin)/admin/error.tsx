"use client";

import type { ErrorPageProps } from "#app/_components/error-page";
import { Button } from "#app/_components/ui/button";

export default function AdminErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div className="page py-12">
      <h1 className="text-3xl">Something went wrong on our side</h1>
      <p className="mt-4 max-w-prose text-muted">
        Check the page and the audit log before you repeat anything: your last action may have succeeded.
      </p>
      {error.digest && <p className="mt-2 text-sm text-muted">It is in the log as {error.digest}.</p>}
      <Button type="button" onClick={reset} className="mt-6">
        Try again
      </Button>
    </div>
  );
}
