"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useRef, useState } from "react";
import { z } from "zod/mini";
import { Link } from "#app/_components/link";
import { classes } from "#app/_components/ui/classes";
import { controlClasses } from "#app/_components/ui/field";
import { jsonOf } from "#app/_lib/json-of";
import type { Found, FoundGroup } from "./find-anything";

/** Pause after a key before the results are requested, in milliseconds. */
const pause = 120;

/**
 * Renders the search of the admin: a link to the search page, which with JavaScript opens the palette instead. Ctrl K and
 * ⌘ K open it anywhere.
 */
export function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    setOpen(true);
  }, []);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [open]);
  const openInstead = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    open();
  };
  return (
    <>
      <Link
        href="/admin/search"
        onClick={openInstead}
        aria-keyshortcuts="Meta+K Control+K"
        className="inline-flex min-h-11 items-center gap-2 rounded-control px-2 text-muted hover:text-ink"
      >
        Search
        <kbd className="hidden rounded border border-line px-1.5 font-sans text-xs lg:inline">Ctrl K</kbd>
      </Link>
      <dialog
        ref={dialog}
        aria-label="Search"
        onClose={() => setOpen(dialog.current?.open ?? false)}
        className="mx-auto mt-[10vh] w-[min(40rem,calc(100vw-2rem))] rounded-card border border-line bg-surface p-0 text-ink shadow-xl backdrop:bg-black/40"
      >
        {isOpen && <Finder close={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

function Finder({ close }: { close: () => void }) {
  const router = useRouter();
  const id = useId();
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const { groups, isFailed } = useResults(words);
  const items = (groups ?? []).flatMap((group) => group.items);
  const open = ({ href }: Found) => {
    close();
    router.push(href);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      setAt((at + step + items.length) % items.length);
    }
    if (event.key === "Escape") {
      event.preventDefault(); // else a search field is emptied first
      close();
    }
    const chosen = items[at];
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      open(chosen);
    }
  };
  return (
    <form action="/admin/search" className="grid">
      <div className="flex items-center gap-2 border-b border-line p-3">
        <input
          // biome-ignore lint/a11y/noAutofocus: a dialog moves the focus to its first control
          autoFocus
          type="search"
          name="q"
          role="combobox"
          aria-label="Search the admin"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={items[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          maxLength={200}
          placeholder="Page, order, email, SKU or product"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={press}
          className={controlClasses}
        />
        <button type="button" onClick={close} className="min-h-11 px-2 text-muted hover:text-ink">
          Close
        </button>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="Results" className="max-h-[60vh] overflow-y-auto p-2">
        {groups?.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a listbox has groups, not fieldsets
          <div key={group.name} role="group" aria-label={group.name} className="pb-2">
            <p aria-hidden="true" className="px-3 py-1 text-sm text-muted">
              {group.name}
            </p>
            {group.items.map((item) => {
              const place = items.indexOf(item);
              return (
                <Option
                  key={item.href}
                  id={`${id}-${place}`}
                  item={item}
                  chosen={place === at}
                  point={() => setAt(place)}
                  open={() => open(item)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className="px-5 pb-3 text-sm text-muted empty:hidden">
        {isFailed
          ? "The results could not be loaded. Press Enter to open the search page."
          : groups?.length === 0 && "Nothing was found."}
      </p>
    </form>
  );
}

type OptionProps = { id: string; item: Found; chosen: boolean; point: () => void; open: () => void };

function Option({ id, item: { name, hint }, chosen, point, open }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) option.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys of its listbox
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onPointerMove={point}
      onClick={open}
      className={classes(
        "flex min-h-10 cursor-pointer flex-wrap items-center gap-x-3 rounded-control px-3 py-1",
        chosen && "bg-accent-soft",
      )}
    >
      <span className="font-medium">{name}</span>
      <span className="text-sm text-muted">{hint}</span>
    </div>
  );
}

const Item = z.object({ href: z.string(), name: z.string(), hint: z.string() });
const Group = z.object({ name: z.enum(["Pages", "Orders", "Products"]), items: z.array(Item) });
const Answer = z.object({ groups: z.array(Group) });

type Results = { groups: FoundGroup[] | null; isFailed: boolean };

/**
 * Returns what matches the words; its groups are null before the first response. Keeps the results while newer ones load.
 * A request that fails leaves no results, so that Enter sends the form: the search page says what is wrong.
 */
function useResults(words: string): Results {
  const [results, setResults] = useState<Results>({ groups: null, isFailed: false });
  useEffect(() => {
    const aborter = new AbortController();
    const show = (next: Results) => {
      if (!aborter.signal.aborted) setResults(next);
    };
    const timer = setTimeout(() => {
      find(words, aborter.signal).then(
        (groups) => show({ groups, isFailed: false }),
        () => show({ groups: [], isFailed: true }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [words]);
  return results;
}

/** Requests what matches the words. Throws when the response is not such a list, or there is none. */
async function find(words: string, signal: AbortSignal): Promise<FoundGroup[]> {
  const response = await fetch(`/api/admin/search?${new URLSearchParams({ q: words })}`, { signal });
  return Answer.parse(await jsonOf(response)).groups;
}
