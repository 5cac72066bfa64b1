"use client";

import type { Strength } from "@securecart/core/password/strength";
import { type ComponentProps, type InputEvent, useState } from "react";
import { Field } from "./ui/field";

/**
 * Renders the field of a password that is being chosen, with its strength while typing. The server decides: where the
 * estimate does not load, the field works without it.
 */
export function PasswordField(props: ComponentProps<typeof Field>) {
  const [strength, setStrength] = useState<Strength | null>(null);
  const judge = async ({ currentTarget }: InputEvent<HTMLInputElement>) => {
    const { value, form } = currentTarget;
    // 400 kB of leaked passwords, loaded with the first character.
    const { strengthOf } = await import("@securecart/core/password/strength");
    setStrength(value ? strengthOf(value, ownTexts(form)) : null);
  };
  return (
    <div className="grid gap-2">
      <Field {...props} onInput={judge} />
      <div role="status" aria-label="Strength" className="min-h-5 text-sm">
        {strength && <Meter {...strength} />}
      </div>
    </div>
  );
}

const looks = {
  weak: { filled: 1, color: "bg-danger" },
  fair: { filled: 2, color: "bg-accent" },
  strong: { filled: 3, color: "bg-accent" },
};

function Meter({ level, isPersonal }: Strength) {
  const { filled, color } = looks[level];
  return (
    <div className="grid grid-cols-[6rem_1fr] items-center gap-3">
      <div aria-hidden="true" className="grid grid-cols-3 gap-1">
        {[1, 2, 3].map((part) => (
          <span key={part} className={`h-1.5 rounded-full ${part <= filled ? color : "bg-line"}`} />
        ))}
      </div>
      <p className={level === "weak" ? "text-danger" : "text-muted"}>{textOf({ level, isPersonal })}</p>
    </div>
  );
}

function textOf({ level, isPersonal }: Strength) {
  if (level === "strong") return "Strong";
  if (level === "fair") return "Good";
  return isPersonal ? "Too easy to guess: it contains your name or email address" : "Too easy to guess";
}

/** Returns the name and the email address that are typed in the same form. */
const ownTexts = (form: HTMLFormElement | null) =>
  ["name", "email", "username"].map((name) => String(new FormData(form ?? undefined).get(name) ?? ""));
