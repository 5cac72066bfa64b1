"use client";

import { useEffect } from "react";
import { settle } from "./cart-count-store";
import { Button, buttonClasses } from "./ui/button";

export type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** Renders the error page. It can promise a safe cart and orders, because both are stored on the server. */
export function ErrorPage({ error, reset }: ErrorPageProps) {
  useEffect(settle, []); // items on their way to the cart have not arrived
  return (
    <div className="page py-16">
      <h1 className="text-3xl md:text-4xl">Something went wrong on our side</h1>
      <p className="mt-4 max-w-prose text-lg text-muted">
        Your cart and your orders are safe. Please try again in a moment.
      </p>
      {error.digest && (
        <p className="mt-2 text-sm text-muted">If you contact us, please include this code: {error.digest}</p>
      )}
      <div className="mt-8 flex flex-wrap gap-3">
        <Button type="button" onClick={reset}>
          Try again
        </Button>
        <a href="/" className={buttonClasses("quiet")}>
          Back to the shop
        </a>
      </div>
    </div>
  );
}
