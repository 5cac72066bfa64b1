import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PolicyLinks } from "./policy-links";

export const metadata: Metadata = {
  robots: { index: false, follow: false },
};

export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-5xl">
      {children}
      <PolicyLinks />
    </div>
  );
}
