import { Field } from "#app/_components/ui/field";
import { FormSection } from "./form-section";

type Text = { name: string; defaultValue: string; error: string | undefined };

type SearchEngineFieldsProps = {
  address: Text;
  title: Text;
  description: Text;
  isNew: boolean;
  /** Address of such a page, as an example. */
  example: string;
};

/** Renders the fields of a page's address, and of how search engines show it. */
export function SearchEngineFields({ address, title, description, isNew, example }: SearchEngineFieldsProps) {
  return (
    <FormSection title="Search engines">
      <Field
        label="Address"
        maxLength={80}
        hint={
          isNew
            ? `The end of the page's link, such as ${example}. Empty: from the title.`
            : "The end of the page's link. The old address leads to the new one."
        }
        {...address}
      />
      <Field label="SEO title" hint="Empty: the title." maxLength={200} {...title} />
      <Field
        label="SEO description"
        hint="Empty: the beginning of the description."
        maxLength={400}
        {...description}
      />
    </FormSection>
  );
}
