import { Overview } from "@securecart/core/overview";
import { after } from "next/server";
import type { ReactNode } from "react";
import { Link } from "#app/_components/link";
import { Button } from "#app/_components/ui/button";
import { shopName } from "#app/_lib/cached";
import { requireSignedIn } from "#app/_lib/staff-session";
import { LastChange } from "../_parts/last-change";
import { Crumbs, Nav } from "../_parts/nav";
import { navigationFor } from "../_parts/navigation";
import { Palette } from "../_parts/palette";
import { signOut } from "../sign-in/actions";

/** Renders the frame of the admin for signed-in staff. Each page checks by itself what they may do. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const staff = await requireSignedIn();
  const [waiting, name] = await Promise.all([Overview.waitingIfKnown(), shopName()]);
  const sections = navigationFor(staff, waiting);
  after(Overview.recountOld);
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-control focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent"
      >
        Skip to content
      </a>
      <header className="border-b border-line bg-surface">
        <div className="flex flex-wrap items-center justify-between gap-x-6 px-4 py-1 lg:px-5">
          <p className="font-display text-xl font-semibold">
            <Link href="/admin">{name}</Link>{" "}
            <span className="font-sans text-sm font-normal text-muted">Admin</span>
          </p>
          <div className="flex items-center gap-4">
            <Palette />
            <span className="hidden text-sm text-muted sm:inline">{staff.email}</span>
            <form action={signOut}>
              <Button look="plain">Sign out</Button>
            </form>
          </div>
        </div>
      </header>
      <div className="lg:flex lg:min-h-[calc(100vh-3.5rem)]">
        <Nav sections={sections} />
        <main
          id="content"
          tabIndex={-1}
          className="w-full min-w-0 max-w-page px-4 py-6 focus:outline-none md:px-8 md:py-8"
        >
          <Crumbs sections={sections} />
          <LastChange />
          {children}
        </main>
      </div>
    </>
  );
}
