"use client";

import { useRouter } from "next/navigation";
import { Live } from "#app/_components/live";

const everyMilliseconds = 3000;

/** Looks whether what a page shows has moved on, and if so shows it anew. */
export function Watch({ url, version }: { url: string; version: string }) {
  const router = useRouter();
  return (
    <Live
      url={url}
      every={everyMilliseconds}
      onAnswer={(answer) => {
        const now = (answer as { version?: unknown } | null)?.version;
        if (typeof now === "string" && now !== version) router.refresh();
      }}
    />
  );
}
