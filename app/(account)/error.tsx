"use client";

export { Trouble as default } from "../_components/trouble";
