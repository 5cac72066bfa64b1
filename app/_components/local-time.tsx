"use client";

import { useSyncExternalStore } from "react";
import { type Precision, timeText } from "../_lib/time-text";

type LocalTimeProps = { at: string; precision: Precision; text: string };

/** Renders a moment in the time zone of the browser. The server's text comes first, so that nothing appears late. */
export function LocalTime({ at, precision, text }: LocalTimeProps) {
  const shown = useSyncExternalStore(
    neverChanges,
    () => timeText(at, precision),
    () => text,
  );
  return (
    <time dateTime={at} className="tabular-nums">
      {shown}
    </time>
  );
}

const neverChanges = () => () => {};
