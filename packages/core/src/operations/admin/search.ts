import { Search } from "#catalog/search";
import type { Writes } from "#platform/dynamo";
import { fn } from "#platform/fn";
import { Act, recorded } from "./recorded";

/** Saves the synonyms of the shop. Throws what `Search.saveSynonyms` throws. */
export const saveSynonyms = fn(Act.extend(Search.saveSynonyms.schema.shape), (act) =>
  onTuning("search.save_synonyms", act, (also) => Search.saveSynonyms(act, also)),
);

/** Puts products first in the results of a search; none releases it. Throws what `Search.pin` throws. */
export const pinProducts = fn(Act.extend(Search.pin.schema.shape), (act) =>
  onTuning("search.pin_products", act, (also) => Search.pin(act, also)),
);

const onTuning = (
  action: string,
  { actor, requestId }: { actor: string; requestId: string },
  work: (also: Writes) => Promise<unknown>,
) =>
  recorded(
    action,
    { actor, requestId, subject: "search" },
    async () => {
      const { synonyms, pins } = await Search.tuning();
      return action === "search.save_synonyms" ? { synonyms } : { pins };
    },
    work,
  );
