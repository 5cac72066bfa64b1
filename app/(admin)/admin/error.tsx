"use client";

import type { TroubleProps } from "#app/_components/trouble";
import { Button } from "#app/_components/ui/button";

export default function AdminTrouble({ error, reset }: TroubleProps) {
  return (
    <div className="page py-12">
      <h1 className="text-3xl">Something went wrong on our side</h1>
      <p className="mt-4 max-w-prose text-muted">
        Look at the page again before you repeat anything: what was done is there, and in the audit log.
      </p>
      {error.digest && <p className="mt-2 text-sm text-muted">In the log it is {error.digest}.</p>}
      <Button type="button" onClick={reset} className="mt-6">
        Try again
      </Button>
    </div>
  );
}
