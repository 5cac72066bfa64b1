"use client";

import { type ComponentProps, useEffect } from "react";
import { Link } from "#app/_components/link";

let followed: string | null = null;

/** Renders a link to a variant. Its page replaces this one, so keyboard focus is restored to the same option. */
export function OptionLink({ id, ...rest }: ComponentProps<typeof Link> & { id: string }) {
  useEffect(() => {
    if (followed !== id) return;
    followed = null;
    document.getElementById(id)?.focus({ preventScroll: true });
  }, [id]);
  return (
    <Link
      {...rest}
      id={id}
      onClick={() => {
        followed = id;
      }}
    />
  );
}
