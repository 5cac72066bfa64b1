import type { z } from "zod";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Views } from "../views";
import { Act, recorded } from "./recorded";

const NewView = Act.extend(Views.save.schema.omit({ viewId: true }).shape);

/** Saves a view of a list. Returns its id. Throws what `Views.save` throws. */
export const saveView = fn(NewView, async (act) => {
  const viewId = Id.derived("view", act.requestId);
  await onView("view.save", { ...act, viewId, note: act.name }, (also) =>
    Views.save({ ...act, viewId }, also),
  );
  return { viewId };
});

/** Renames a view. Throws what `Views.rename` throws. */
export const renameView = fn(Act.extend(Views.rename.schema.shape), (act) =>
  onView("view.rename", { ...act, note: act.name }, (also) => Views.rename(act, also)),
);

/** Removes a view. Throws what `Views.remove` throws. */
export const removeView = fn(Act.extend(Views.remove.schema.shape), (act) =>
  onView("view.remove", act, (also) => Views.remove(act, also)),
);

type OnView = z.output<typeof Act> & { list: string; viewId: string; note?: string };

const onView = (action: string, { list, viewId, ...act }: OnView, work: (also: Writes) => Promise<unknown>) =>
  recorded(action, { ...act, subject: `view:${list}:${viewId}` }, async () => undefined, work);
