"use client";

import { useActionState } from "react";
import type { Outcome, Refusal } from "./attempt";
import { typed } from "./typed";

type Action = (previous: Outcome | null, form: FormData) => Promise<Outcome>;

/** Code of the refusal that stands for a lost connection. */
const lost = "connection.lost";

/** Tells whether no response came because the connection was lost; the shop may have handled the form. */
export const isLost = (outcome: Outcome | null) => outcome?.ok === false && outcome.code === lost;

/**
 * Runs a form's action as `useActionState` does. A lost connection refuses the form, so that the page and what was typed
 * stay. On the server the action is passed as it is: forms without JavaScript need its reference.
 */
export const useOutcome = (action: Action, initial: Outcome | null = null) =>
  useActionState(typeof window === "undefined" ? action : survivingLoss(action), initial);

const survivingLoss =
  (action: Action): Action =>
  async (previous, form) => {
    try {
      return await action(previous, form);
    } catch (error) {
      // Browsers reject a request that got no response with a TypeError. Redirects and failures of the shop are others.
      if (error instanceof TypeError) return refusalOf(form);
      throw error;
    }
  };

const refusalOf = (form: FormData): Refusal => ({
  ok: false,
  code: lost,
  message:
    "We couldn't reach the shop. Check your connection, then try again. What you entered is still here.",
  values: typed(form),
});
