"use client";

import { QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { LiveProps } from "./live";

const client = new QueryClient();

/** Asks again and again, only while the tab is visible; a failed question is simply asked again. */
export function Poll({ url, every, onAnswer }: LiveProps) {
  const { data } = useQuery(
    {
      queryKey: [url],
      queryFn: ({ signal }) => ask(url, signal),
      refetchInterval: every,
      gcTime: 0,
      retry: false,
    },
    client,
  );
  const tell = useEffectEvent(onAnswer);
  useEffect(() => {
    if (data !== undefined) tell(data);
  }, [data]);
  return null;
}

async function ask(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}
