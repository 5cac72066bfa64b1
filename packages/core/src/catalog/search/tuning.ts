/** Settings of the merchant for the search of the shop. */
export type Tuning = {
  /** Own lines of synonyms, as `readSynonyms` reads them. */
  synonyms: string;
  /** Ids of products that come first, by the typed words as `queryKey` writes them. */
  pins: Record<string, string[]>;
};

/** Returns the present tuning. */
export const readTuning = async (): Promise<Tuning> => ({ synonyms: "", pins: {} });
