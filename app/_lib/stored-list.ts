type StoredList<Entry> = {
  read: () => Entry[];
  write: (entries: Entry[]) => void;
};

/**
 * Creates a list that is stored in this browser alone, at most so many entries long. Entries that `read` refuses, such as
 * those of an older version, are left out. A browser that refuses storage keeps the list as long as the page.
 */
export function storedList<Entry>(
  key: string,
  most: number,
  read: (stored: unknown) => Entry | null,
): StoredList<Entry> {
  let unstored: Entry[] = [];
  return {
    read() {
      try {
        const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
        if (!Array.isArray(stored)) return [];
        return stored.flatMap((one) => read(one) ?? []).slice(0, most);
      } catch {
        return unstored;
      }
    },
    write(entries) {
      unstored = entries.slice(0, most);
      try {
        localStorage.setItem(key, JSON.stringify(unstored));
      } catch {
        // They last as long as the page: some browsers refuse storage in private windows.
      }
    },
  };
}
