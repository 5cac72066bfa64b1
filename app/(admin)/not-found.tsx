import type { Metadata } from "next";
import { Frame } from "../_components/frame";
import { PageNotFound } from "../_components/page-not-found";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <Frame>
      <PageNotFound />
    </Frame>
  );
}
