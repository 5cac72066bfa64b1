import type { ReactNode } from "react";
import { CheckoutFrame } from "../_components/frame";

export default function CheckoutLayout({ children }: { children: ReactNode }) {
  return <CheckoutFrame>{children}</CheckoutFrame>;
}
