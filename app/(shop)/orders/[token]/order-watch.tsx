"use client";

import { useRouter } from "next/navigation";
import { Live } from "#app/_components/live";
import { propertyOf } from "#app/_lib/property-of";

const everyMilliseconds = 2000;

/** Polls the order's status and refreshes the page when it changed. */
export function OrderWatch({ token, status }: { token: string; status: string }) {
  const router = useRouter();
  return (
    <Live
      url={`/api/orders/${token}/status`}
      every={everyMilliseconds}
      onAnswer={(answer) => {
        const now = propertyOf(answer, "status");
        if (typeof now === "string" && now !== status) router.refresh();
      }}
    />
  );
}
