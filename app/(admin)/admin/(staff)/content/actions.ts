"use server";

import { Admin } from "@securecart/core/admin";
import { Content } from "@securecart/core/content";
import { z } from "zod";
import type { Outcome } from "#app/_lib/attempt";
import { staffAction, Whole } from "#app/_lib/staff-action";
import { show } from "./publishing";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

const Seen = z.object({
  documentId: Content.unpublish.schema.shape.documentId,
  seen: Whole("Reload the page."),
});

export const discard: Action = async (_, form) =>
  staffAction("content.edit", form, Seen, async (input, by) =>
    show(await Admin.discardContent({ ...input, ...by })),
  );

export const unpublish: Action = async (_, form) =>
  staffAction("content.edit", form, Seen, async (input, by) =>
    show(await Admin.unpublishContent({ ...input, ...by })),
  );

export const archive: Action = async (_, form) =>
  staffAction("content.edit", form, Seen, async (input, by) =>
    show(await Admin.archiveContent({ ...input, ...by })),
  );

export const unarchive: Action = async (_, form) =>
  staffAction("content.edit", form, Seen, async (input, by) =>
    show(await Admin.unarchiveContent({ ...input, ...by })),
  );

const Version = Seen.extend({ number: Whole("Reload the page.") });

export const restore: Action = async (_, form) =>
  staffAction("content.edit", form, Version, async (input, by) =>
    show(await Admin.restoreContent({ ...input, ...by })),
  );
