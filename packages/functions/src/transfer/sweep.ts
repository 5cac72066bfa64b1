import { Transfer } from "@securecart/core/transfer";

/** Wakes the worker for imports and exports that wait without one. */
export const handler = () => Transfer.sweep();
