import type { ReactNode } from "react";
import { AnnouncementBar } from "./announcement-bar";
import { Footer } from "./footer";
import { Header } from "./header";

/** Renders the header and the footer around a page of the shop. */
export function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-control focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent"
      >
        Skip to content
      </a>
      <AnnouncementBar />
      <Header />
      <main id="content" tabIndex={-1} className="page py-8 focus:outline-none md:py-10">
        {children}
      </main>
      <Footer />
    </>
  );
}
