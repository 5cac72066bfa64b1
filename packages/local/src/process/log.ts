import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";

const rotateBytes = 5 * 1024 * 1024;

export type LogLine = { source: string; stream: "out" | "err"; text: string };

/** A child's log file. One rotated file is kept beside it. */
export type Log = {
  readonly file: string;
  write(text: string): void;
  close(): void;
  /** Returns the last lines, for an error message about a child that did not start. */
  tail(lines: number): string;
};

export function openLog(file: string): Log {
  if (existsSync(file) && statSync(file).size > rotateBytes) renameSync(file, `${file}.1`);
  const handle = openSync(file, "a", 0o600);
  let open = true;
  return {
    file,
    write(text) {
      if (open) writeSync(handle, text);
    },
    close() {
      if (open) closeSync(handle);
      open = false;
    },
    tail(lines) {
      return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
    },
  };
}

/** Splits a stream of text into lines. */
export function lineReader(onLine: (line: string) => void): (text: string) => void {
  let unfinished = "";
  return (text) => {
    const lines = (unfinished + text).split("\n");
    unfinished = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
}
