import type { Announcement, MenusValue } from "@securecart/core/content";
import type { ReactNode } from "react";
import { AnnouncementBar } from "./announcement-bar";
import { CheckoutFooter, Footer } from "./footer";
import { CheckoutHeader, Header } from "./header";

type FrameProps = {
  /** Menus and announcement to show in place of the published ones; an announcement of null is none. */
  menus?: MenusValue;
  announcement?: Announcement | null;
  children: ReactNode;
};

/** Renders the header and the footer around a page of the shop. */
export function Frame({ menus, announcement, children }: FrameProps) {
  return (
    <>
      <SkipLink />
      <AnnouncementBar draft={announcement} />
      <Header menus={menus} />
      <Main>{children}</Main>
      <Footer menus={menus} />
    </>
  );
}

/** Renders a page of the checkout without the navigation of the shop, which would lead away from it. */
export function CheckoutFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <CheckoutHeader />
      <Main>{children}</Main>
      <CheckoutFooter />
    </>
  );
}

const SkipLink = () => (
  <a
    href="#content"
    className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-control focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent"
  >
    Skip to content
  </a>
);

const Main = ({ children }: { children: ReactNode }) => (
  <main id="content" tabIndex={-1} className="page py-5 focus:outline-none md:py-10">
    {children}
  </main>
);
