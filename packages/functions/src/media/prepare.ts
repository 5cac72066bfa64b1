import { Catalog } from "@securecart/core/catalog";
import type { Detail } from "@securecart/core/event";
import { Media } from "@securecart/core/media";
import { mediaEvents } from "@securecart/core/topology";
import { eventHandler } from "../lib/event";

/** Checks and prepares an uploaded picture, marks which pictures are used, or gives products a new focal point. */
export const handler = eventHandler(
  "MediaQueue",
  mediaEvents,
  async (detail: Detail<(typeof mediaEvents)[number]>, type) => {
    if ("keys" in detail) await Media.markUse(detail);
    else if (type === "media.uploaded") await Media.prepare(detail);
    else await Catalog.refocus(detail);
  },
);
