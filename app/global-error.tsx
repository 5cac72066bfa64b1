"use client";

import { ErrorPage, type ErrorPageProps } from "./_components/error-page";
import "./globals.css";

export default function GlobalError(props: ErrorPageProps) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
