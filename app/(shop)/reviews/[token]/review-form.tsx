"use client";

import { ErrorSummary } from "#app/_components/error-summary";
import { Stars } from "#app/_components/rating";
import { Button } from "#app/_components/ui/button";
import { Field, TextArea } from "#app/_components/ui/field";
import { useOutcome } from "#app/_lib/use-outcome";
import { writeReview } from "./actions";

type Written = { stars: string; title: string; text: string; name: string };

type ReviewFormProps = {
  token: string;
  productId: string;
  /** Values that the form shows first: the review so far, or proposals. */
  written: Written;
  longest: { title: number; text: number; name: number };
};

const labels = { stars: "Stars", title: "Title", text: "Your review", name: "Name" };

/** Renders the form in which a buyer writes or changes a review. */
export function ReviewForm({ token, productId, written, longest }: ReviewFormProps) {
  const [outcome, submit, pending] = useOutcome(writeReview);
  const refused = outcome?.ok === false ? outcome : null;
  const values = { ...written, ...refused?.values };
  const error = refused?.fields?.stars;
  return (
    <form action={submit} noValidate className="grid max-w-xl gap-4">
      <ErrorSummary outcome={outcome} labels={labels} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="productId" value={productId} />
      <fieldset
        id="stars"
        tabIndex={-1}
        aria-describedby={error ? "stars-error" : undefined}
        className="focus:outline-none"
      >
        <legend className="font-medium">{labels.stars}</legend>
        <div className="flex flex-wrap gap-x-5">
          {["1", "2", "3", "4", "5"].map((stars) => (
            <label key={stars} className="flex min-h-11 items-center gap-2">
              <input
                key={values.stars}
                type="radio"
                name="stars"
                value={stars}
                required
                defaultChecked={values.stars === stars}
                className="size-5 accent-accent"
              />
              <Stars average={Number(stars)} of={Number(stars)} />
              <span className="sr-only">{stars === "1" ? "1 star" : `${stars} stars`}</span>
            </label>
          ))}
        </div>
        {error && (
          <p id="stars-error" className="text-sm font-medium text-danger">
            {error}
          </p>
        )}
      </fieldset>
      <Field
        label={labels.title}
        name="title"
        maxLength={longest.title}
        defaultValue={values.title}
        error={refused?.fields?.title}
      />
      <TextArea
        label={labels.text}
        name="text"
        rows={6}
        maxLength={longest.text}
        defaultValue={values.text}
        error={refused?.fields?.text}
      />
      <Field
        label={labels.name}
        name="name"
        required
        maxLength={longest.name}
        autoComplete="off"
        hint="Shown with your review."
        defaultValue={values.name}
        error={refused?.fields?.name}
      />
      <Button busy={pending} className="w-full sm:w-auto sm:justify-self-start">
        Send review
      </Button>
    </form>
  );
}
