"use client";

export { ErrorPage as default } from "../_components/error-page";
