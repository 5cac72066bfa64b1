import { now } from "../../clock";
import type { Frame } from "./frame";
import type { Details } from "./history";
import type { Store } from "./store";

/** Writes a frame's steps to the history and its state to the journal. */
export type FrameWriter = {
  write(frame: Frame, type: string, details?: Details): void;
  save(frame: Frame): void;
};

/** Returns a frame writer. It calls `touched` with each saved frame, to be processed after the commit. */
export function frameWriter(store: Store, touched: (frame: number) => void): FrameWriter {
  return {
    write(frame, type, details = {}) {
      const previous = frame.lastEvent;
      frame.lastEvent = store.addEvent(frame.execution, { previous, at: now(), type, details });
    },
    save(frame) {
      store.saveFrame(frame);
      touched(frame.id);
    },
  };
}
