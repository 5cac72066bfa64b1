import { Privacy } from "@securecart/core/privacy";

/** Continues erasures that were started and then interrupted. */
export const handler = () => Privacy.sweepErasures();
