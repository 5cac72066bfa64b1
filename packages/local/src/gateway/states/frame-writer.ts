import { now } from "../../clock";
import type { Frame } from "./frame";
import type { Details } from "./history";
import type { Store } from "./store";

/** Writes a frame's steps: into the history, one after the other, and into the journal. */
export type FrameWriter = {
  write(frame: Frame, type: string, details?: Details): void;
  save(frame: Frame): void;
};

/** `touched` hears which frames were saved, to look at them when all is on disk. */
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
