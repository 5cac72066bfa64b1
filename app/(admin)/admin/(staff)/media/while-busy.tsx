"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const everyMilliseconds = 2000;

/** Refreshes the page while pictures on it are being prepared, and says so. */
export function WhileBusy({ isBusy }: { isBusy: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(() => document.hidden || router.refresh(), everyMilliseconds);
    return () => clearInterval(timer);
  }, [isBusy, router]);
  return (
    <p role="status" className="mt-4 text-sm text-muted empty:hidden">
      {isBusy && (
        <>
          Pictures are being prepared. <noscript>Load the page again to see them.</noscript>
        </>
      )}
    </p>
  );
}
