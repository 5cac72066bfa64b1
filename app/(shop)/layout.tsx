import type { ReactNode } from "react";
import { Frame } from "../_components/frame";

export default function ShopLayout({ children }: { children: ReactNode }) {
  return <Frame>{children}</Frame>;
}
