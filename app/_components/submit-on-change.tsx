"use client";

import Form from "next/form";
import type { ComponentProps } from "react";

/** Renders a GET form that submits when a choice changes. Browsers without JavaScript need a button in it. */
export function SubmitOnChange(props: Omit<ComponentProps<typeof Form>, "onChange" | "prefetch">) {
  return <Form {...props} prefetch={false} onChange={(event) => event.currentTarget.requestSubmit()} />;
}
