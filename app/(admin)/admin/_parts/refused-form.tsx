import { Notice, type NoticeProps } from "#app/_components/ui/notice";
import type { Refusal } from "#app/_lib/attempt";
import { SavedMeanwhile, type SavedMeanwhileProps } from "./saved-meanwhile";

type RefusedFormProps = Pick<NoticeProps, "tone" | "role" | "className"> & {
  refused: Pick<Refusal, "message" | "fields">;
  /** Returns the label of a field; without it, a field is named by its error. */
  labelOf?: (name: string) => string;
  /** Values that another staff member has saved meanwhile. */
  conflict?: SavedMeanwhileProps | false | undefined;
};

/** Renders why a form was refused, with a link to each wrong field. */
export function RefusedForm({ refused, labelOf, conflict, tone = "bad", ...rest }: RefusedFormProps) {
  const wrong = Object.entries(refused.fields ?? {});
  const isRepeated = wrong.some(([, error]) => error === refused.message);
  return (
    <Notice tone={tone} {...rest}>
      <p className="font-medium">{isRepeated ? "Please check the form." : refused.message}</p>
      {wrong.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {wrong.map(([name, error]) => (
            <li key={name}>
              <a href={`#${name}`} className="text-link">
                {labelOf ? labelOf(name) : error}
              </a>
              {labelOf && `: ${error}`}
            </li>
          ))}
        </ul>
      )}
      {conflict && <SavedMeanwhile {...conflict} />}
    </Notice>
  );
}
