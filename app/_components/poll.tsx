"use client";

import { QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import type { LiveProps } from "./live";

const client = new QueryClient();

/** After so long without a sign of anybody the page asks no more often than this. */
const patienceMilliseconds = 300_000;
const restingMilliseconds = 5_000;

/**
 * Asks again and again, only while the tab is visible and the answer in sight; a failed question is simply asked
 * again. Who comes back is told at once.
 */
export function Poll({ url, every, shownIn, onAnswer }: LiveProps) {
  const inSight = useInSight(shownIn);
  const attended = useAttended();
  const { data } = useQuery(
    {
      queryKey: [url],
      queryFn: ({ signal }) => ask(url, signal),
      enabled: inSight,
      refetchInterval: attended ? every : Math.max(every, restingMilliseconds),
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

/** Whether the element can be seen, or nearly; without one, always. */
function useInSight(shownIn: LiveProps["shownIn"]) {
  const [inSight, setInSight] = useState(!shownIn);
  useEffect(() => {
    const element = shownIn?.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => setInSight(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: "25% 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [shownIn]);
  return inSight;
}

const signs = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart", "focus"];

/** Whether somebody has moved, typed or scrolled lately. */
function useAttended() {
  const [attended, setAttended] = useState(true);
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const noticed = () => {
      setAttended(true);
      clearTimeout(leaving);
      leaving = setTimeout(() => setAttended(false), patienceMilliseconds);
    };
    noticed();
    for (const sign of signs) addEventListener(sign, noticed, { passive: true });
    return () => {
      clearTimeout(leaving);
      for (const sign of signs) removeEventListener(sign, noticed);
    };
  }, []);
  return attended;
}

async function ask(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}
