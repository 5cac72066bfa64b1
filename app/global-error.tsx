"use client";

import { Trouble, type TroubleProps } from "./_components/trouble";
import "./globals.css";

export default function GlobalError(props: TroubleProps) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main>
          <Trouble {...props} />
        </main>
      </body>
    </html>
  );
}
