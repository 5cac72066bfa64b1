import type { Metadata } from "next";

export const metadata: Metadata = { title: "Page not found" };

export { PageNotFound as default } from "../_components/page-not-found";
