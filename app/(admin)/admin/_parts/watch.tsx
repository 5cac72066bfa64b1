"use client";

import { useRouter } from "next/navigation";
import { Live } from "#app/_components/live";
import { propertyOf } from "#app/_lib/property-of";

const everyMilliseconds = 3000;

/** Polls the version of what a page shows and refreshes the page when it changed. */
export function Watch({ url, version }: { url: string; version: string }) {
  const router = useRouter();
  return (
    <Live
      url={url}
      every={everyMilliseconds}
      onAnswer={(answer) => {
        const now = propertyOf(answer, "version");
        if (typeof now === "string" && now !== version) router.refresh();
      }}
    />
  );
}
