import type { Detail } from "@securecart/core/event";
import { Media } from "@securecart/core/media";
import { mediaEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Checks and prepares an uploaded picture, or marks which pictures are used. */
export const handler = eventHandler(
  "MediaQueue",
  mediaEvents,
  (detail: Detail<(typeof mediaEvents)[number]>) =>
    "mediaId" in detail ? Media.prepare(detail) : Media.markUse(detail),
);
