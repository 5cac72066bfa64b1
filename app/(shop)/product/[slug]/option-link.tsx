"use client";

import type { ComponentProps } from "react";
import { Link } from "#app/_components/link";

let followed: { id: string; quantity: string } | null = null;

const quantityField = () => {
  const field = document.getElementById("quantity");
  return field instanceof HTMLInputElement ? field : null;
};

/**
 * Renders a link to a variant. Its page takes the place of this one in the history, so that Back leads to where the
 * shopper came from.
 */
export function OptionLink({
  id,
  ...rest
}: Omit<ComponentProps<typeof Link>, "replace" | "scroll"> & { id: string }) {
  const follow = () => {
    followed = { id, quantity: quantityField()?.value ?? "" };
  };
  return <Link {...rest} id={id} replace scroll={false} onClick={follow} />;
}

/** Restores, on the page of the chosen variant, the keyboard focus and the quantity of the page before it. */
export function restoreAfterOption() {
  if (!followed) return;
  const { id, quantity } = followed;
  followed = null;
  document.getElementById(id)?.focus({ preventScroll: true });
  const field = quantityField();
  if (field && quantity) field.value = quantity;
}
