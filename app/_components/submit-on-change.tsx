"use client";

import Form from "next/form";
import type { ComponentProps } from "react";

/** A GET form that sends itself when a choice in it changes; its button stays for everyone else. */
export function SubmitOnChange(props: Omit<ComponentProps<typeof Form>, "onChange" | "prefetch">) {
  return <Form {...props} prefetch={false} onChange={(event) => event.currentTarget.requestSubmit()} />;
}
