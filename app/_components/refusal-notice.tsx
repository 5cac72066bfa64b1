import type { Refusal } from "../_lib/attempt";
import { isLost } from "../_lib/use-outcome";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

type RefusalNoticeProps = {
  refusal: Refusal;
  /** Names of the form's buttons: the one that was pressed is pressed again. */
  buttons?: readonly string[];
};

/** Renders why a form was refused, within that form. After a lost connection its button sends the form again. */
export function RefusalNotice({ refusal, buttons = [] }: RefusalNoticeProps) {
  const name = buttons.find((button) => refusal.values?.[button]);
  return (
    <Notice tone="bad">
      {refusal.message}
      {isLost(refusal) && (
        <>
          {" "}
          <Button look="plain" name={name} value={name && refusal.values?.[name]}>
            Try again
          </Button>
        </>
      )}
    </Notice>
  );
}
