import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Frame } from "../_components/frame";

export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <Frame>{children}</Frame>;
}
