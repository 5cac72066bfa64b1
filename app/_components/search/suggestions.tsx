"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { classes } from "../ui/classes";
import { forgetSearches, recentSearches } from "./recent";
import type { Suggested } from "./suggested";
import { useSuggestions } from "./use-suggestions";

type Option = Suggested & { id: string; clears?: boolean };
type Group = { name: string; options: Option[] };

/** Renders the suggestions of a search field as a list box that the field controls. */
export default function Suggestions({ input }: { input: HTMLInputElement }) {
  const router = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState(input.value);
  const [isOpen, setOpen] = useState(document.activeElement === input);
  const [active, setActive] = useState(-1);
  const [recent, setRecent] = useState(recentSearches);
  const found = useSuggestions(typed, isOpen);
  const groups = groupsOf({ listId, typed, recent, found });
  const options = groups.flatMap((group) => group.options);
  const isShown = isOpen && options.length > 0;
  const activeId = isShown ? options[active]?.id : undefined;

  function choose(option: Option) {
    if (option.clears) {
      forgetSearches();
      setRecent([]);
      input.focus();
      return;
    }
    setOpen(false);
    input.blur();
    input.closest<HTMLElement>("[popover]")?.hidePopover();
    router.push(option.href);
  }

  useEffect(() => {
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-controls": listId,
    }))
      input.setAttribute(name, value);
    setTyped(input.value); // typed on while this was loading
  }, [input, listId]);

  useEffect(() => {
    input.setAttribute("aria-expanded", String(isShown));
    if (activeId) input.setAttribute("aria-activedescendant", activeId);
    else input.removeAttribute("aria-activedescendant");
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [input, isShown, activeId]);

  useEffect(() => {
    const open = () => {
      setTyped(input.value);
      setRecent(recentSearches());
      setOpen(true);
      setActive(-1);
    };
    const close = () => setOpen(false);
    const press = (event: KeyboardEvent) => {
      const option = isShown ? options[active] : undefined;
      if (event.key === "Enter" && option) {
        event.preventDefault();
        choose(option);
      } else if (event.key === "Escape" && isShown) {
        event.preventDefault(); // the first one closes the list and keeps what is typed
        setOpen(false);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const places = options.length + 1; // the field itself is the first
        if (isShown) setActive(((active + 1 + step + places) % places) - 1);
        else open();
      }
    };
    input.addEventListener("input", open);
    input.addEventListener("focus", open);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", press);
    return () => {
      input.removeEventListener("input", open);
      input.removeEventListener("focus", open);
      input.removeEventListener("blur", close);
      input.removeEventListener("keydown", press);
    };
  });

  return (
    <>
      <div
        id={listId}
        role="listbox"
        aria-label="Suggestions"
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-20 mt-1 max-h-[70vh] overflow-y-auto rounded-card border border-line bg-surface p-2 shadow-lg"
      >
        {groups.map(({ name, options: own }) => (
          <fieldset key={name} className="m-0 min-w-0 border-0 p-0">
            <legend className="px-2 pt-2 pb-1 text-sm text-muted">{name}</legend>
            {own.map((option) => (
              <OptionRow key={option.id} option={option} isActive={option.id === activeId} choose={choose} />
            ))}
          </fieldset>
        ))}
      </div>
      <p aria-live="polite" className="sr-only">
        {isShown && (options.length === 1 ? "1 suggestion." : `${options.length} suggestions.`)}
      </p>
    </>
  );
}

type OptionRowProps = { option: Option; isActive: boolean; choose: (option: Option) => void };

function OptionRow({ option, isActive, choose }: OptionRowProps) {
  return (
    <div
      id={option.id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerDown={(event) => event.preventDefault()} // the field keeps the focus
      onClick={() => choose(option)}
      onKeyDown={(event) => event.key === "Enter" && choose(option)} // a screen reader may focus it
      className={classes(
        "flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-2 py-1 hover:bg-sunken",
        isActive && "bg-sunken outline-2 -outline-offset-2 outline-accent",
      )}
    >
      {option.image && (
        <img
          src={option.image}
          alt=""
          width={40}
          height={40}
          className="size-10 rounded-control object-cover"
        />
      )}
      <span className="min-w-0 grow">{option.name}</span>
      {option.price && <span className="shrink-0 text-muted tabular-nums">{option.price}</span>}
    </div>
  );
}

type Shown = {
  listId: string;
  typed: string;
  recent: string[];
  found: ReturnType<typeof useSuggestions>;
};

/** Returns the groups to show: the last searches for an empty field, else what was found. */
function groupsOf({ listId, typed, recent, found }: Shown): Group[] {
  const q = typed.trim();
  const searchFor = (words: string) => `/search?${new URLSearchParams({ q: words })}`;
  const groups: { name: string; options: (Suggested & { clears?: boolean })[] }[] =
    q === ""
      ? [
          {
            name: "Recent searches",
            options: [
              ...recent.map((words) => ({ href: searchFor(words), name: words })),
              ...(recent.length > 0 ? [{ href: "", name: "Clear recent searches", clears: true }] : []),
            ],
          },
        ]
      : [
          { name: "Products", options: found.products },
          { name: "Categories and pages", options: found.links },
          {
            name: "Search",
            options:
              found.products.length > 0 ? [{ href: searchFor(q), name: `All results for “${q}”` }] : [],
          },
        ];
  return groups
    .filter(({ options }) => options.length > 0)
    .map(({ name, options }, group) => ({
      name,
      options: options.map((option, i) => ({ ...option, id: `${listId}-${group}-${i}` })),
    }));
}
