import { Privacy } from "@securecart/core/privacy";

/** Goes on with what was begun to be erased and nobody went on with. */
export const handler = () => Privacy.sweepErasures();
