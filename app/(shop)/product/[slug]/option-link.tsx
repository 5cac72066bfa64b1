"use client";

import { type ComponentProps, useEffect } from "react";
import { Link } from "#app/_components/link";

let followed: string | null = null;

/** The variant's page takes this page's place; whoever came by keyboard finds the focus where it was. */
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
