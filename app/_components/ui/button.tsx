import type { ComponentProps, MouseEvent } from "react";
import { classes } from "./classes";

type Look = "primary" | "quiet" | "plain";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border border-transparent",
  quiet: "bg-surface text-ink border border-edge hover:border-ink",
  plain: "text-link px-1",
};

/** Returns the classes of a button, for the rare link that must look like one. */
export function buttonClasses(look: Look = "primary", className?: string) {
  return classes(
    "inline-flex min-h-11 items-center justify-center gap-2 rounded-control font-medium transition-colors",
    look !== "plain" && "px-5 py-2.5",
    "disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted",
    "aria-busy:cursor-progress aria-busy:opacity-70",
    looks[look],
    className,
  );
}

type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  /** Ignores clicks while the action runs. It keeps the focus, which a disabled button loses. */
  busy?: boolean;
};

export function Button({ look, busy, className, ...rest }: ButtonProps) {
  const ignoring = busy && { "aria-busy": true, "aria-disabled": true, onClick: ignore };
  return <button {...rest} {...ignoring} className={buttonClasses(look, className)} />;
}

const ignore = (event: MouseEvent) => event.preventDefault();
