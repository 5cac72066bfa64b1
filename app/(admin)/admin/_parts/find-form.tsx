import Form from "next/form";
import { Button } from "#app/_components/ui/button";
import { controlClasses } from "#app/_components/ui/field";

type FindFormProps = {
  action: string;
  label: string;
  placeholder: string;
  value: string | undefined;
  /** Rest of the address of the list, which a search keeps; empty values are left out. */
  kept?: Record<string, string | undefined>;
};

/** Renders a search form with one field. */
export function FindForm({ action, label, placeholder, value, kept = {} }: FindFormProps) {
  return (
    <search className="w-full sm:w-auto">
      <Form action={action} prefetch={false} className="flex gap-2">
        {Object.entries(kept).map(
          ([name, text]) => text && <input key={name} type="hidden" name={name} value={text} />,
        )}
        <label htmlFor="find" className="sr-only">
          {label}
        </label>
        <input
          id="find"
          key={value}
          type="search"
          name="q"
          maxLength={200}
          placeholder={placeholder}
          defaultValue={value}
          className={`${controlClasses} sm:w-72`}
        />
        <Button look="quiet">Find</Button>
      </Form>
    </search>
  );
}
