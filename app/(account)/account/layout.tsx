import type { ReactNode } from "react";
import { Button } from "#app/_components/ui/button";
import { signOut } from "../sign-in/actions";
import { AccountNav } from "./nav";

/** Renders the navigation of a customer's own pages. It does not authorize: each page does. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid gap-8 md:grid-cols-[12rem_minmax(0,1fr)] md:gap-12">
      <div className="grid content-start gap-4">
        <AccountNav />
        <form action={signOut}>
          <Button look="quiet">Sign out</Button>
        </form>
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
