import { useId } from "react";
import type { Outcome } from "#app/_lib/attempt";
import { Choices, type Option } from "./controls";

export type ChoiceProps = {
  name: string;
  legend: string;
  options: (Option & { hint: string })[];
  /** Value of the current choice. */
  value: string;
  outcome: Outcome | null;
};

/** Renders a group of radio buttons; after a refusal the typed choice stays selected. */
export function Choice({ value, outcome, ...rest }: ChoiceProps) {
  const id = useId();
  const refused = outcome?.ok === false ? outcome : null;
  const chosen = refused?.values?.[rest.name] ?? value;
  return <Choices key={chosen} id={id} {...rest} value={chosen} error={refused?.fields?.[rest.name]} />;
}
