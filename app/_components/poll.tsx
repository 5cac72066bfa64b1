"use client";

import { QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import type { LiveProps } from "./live";

const client = new QueryClient();

/** Time without user activity after which the page polls no faster than every `restingMilliseconds`. */
const idleMilliseconds = 300_000;
const restingMilliseconds = 5_000;

/**
 * Polls a URL while the tab is visible and the response is in view. After a failure the next poll tries again; when the
 * user returns to the tab, it polls at once.
 */
export function Poll({ url, every, shownIn, onAnswer }: LiveProps) {
  const inView = useInView(shownIn);
  const active = useActive();
  const { data } = useQuery(
    {
      queryKey: [url],
      queryFn: ({ signal }) => ask(url, signal),
      enabled: inView,
      refetchInterval: active ? every : Math.max(every, restingMilliseconds),
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

/** Reports whether the element is in view or nearly; always true without one. */
function useInView(shownIn: LiveProps["shownIn"]) {
  const [inView, setInView] = useState(!shownIn);
  useEffect(() => {
    const element = shownIn?.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => setInView(entries.some(({ isIntersecting }) => isIntersecting)),
      { rootMargin: "25% 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [shownIn]);
  return inView;
}

const signs = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart", "focus"];

/** Reports whether the user has moved the pointer, typed or scrolled recently. */
function useActive() {
  const [active, setActive] = useState(true);
  useEffect(() => {
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const noticed = () => {
      setActive(true);
      clearTimeout(leaving);
      leaving = setTimeout(() => setActive(false), idleMilliseconds);
    };
    noticed();
    for (const sign of signs) addEventListener(sign, noticed, { passive: true });
    return () => {
      clearTimeout(leaving);
      for (const sign of signs) removeEventListener(sign, noticed);
    };
  }, []);
  return active;
}

async function ask(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}
