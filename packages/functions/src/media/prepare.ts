import { Catalog } from "@securecart/core/catalog";
import { Media } from "@securecart/core/media";
import { mediaEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Checks and prepares an uploaded picture, marks which pictures are used, or gives products a new focal point. */
export const handler = eventHandler("MediaQueue", mediaEvents, async ({ type, detail }) => {
  switch (type) {
    case "media.uploaded":
      return Media.prepare(detail);
    case "media.focus_changed":
      return Catalog.refocus(detail);
    case "media.use_changed":
      return Media.markUse(detail);
  }
});
