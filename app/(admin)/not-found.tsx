import type { Metadata } from "next";
import { Frame } from "../_components/frame";
import { NothingHere } from "../_components/nothing-here";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <Frame>
      <NothingHere />
    </Frame>
  );
}
