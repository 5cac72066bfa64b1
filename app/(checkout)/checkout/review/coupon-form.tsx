"use client";

import { useEffect, useRef } from "react";
import { Button } from "#app/_components/ui/button";
import { Field } from "#app/_components/ui/field";
import { useOutcome } from "#app/_lib/use-outcome";
import { applyCoupon, removeCoupon } from "../actions";

type CouponFormProps = { coupon: { code: string; applied: boolean; reason: string | null } | null };

/** Renders the entered discount code or a form to enter one. The page reloads with the new totals. */
export function CouponForm({ coupon }: CouponFormProps) {
  return coupon ? <Entered {...coupon} /> : <Enter />;
}

function Enter() {
  const [outcome, submit, pending] = useOutcome(applyCoupon);
  const field = useRef<HTMLInputElement>(null);
  const refused = outcome && !outcome.ok ? outcome : null;
  useEffect(() => {
    if (refused) field.current?.focus();
  }, [refused]);
  return (
    <form action={submit} noValidate className="mt-4 grid gap-2">
      <Field
        ref={field}
        label="Discount code"
        name="code"
        required
        maxLength={200}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={refused?.values?.code ?? ""}
        error={refused?.message}
      />
      <Button look="quiet" aria-busy={pending} className="justify-self-start">
        Apply
      </Button>
    </form>
  );
}

function Entered({ code, applied, reason }: NonNullable<CouponFormProps["coupon"]>) {
  const [removed, remove, removing] = useOutcome(removeCoupon);
  return (
    <form action={remove} className="mt-4">
      <div className="flex items-center justify-between gap-4">
        <p>
          <span className="text-muted">Discount code</span> <span className="font-medium">{code}</span>
        </p>
        <Button look="plain" aria-label={`Remove discount code ${code}`} aria-busy={removing}>
          Remove
        </Button>
      </div>
      <p role="status" className="text-sm font-medium text-danger empty:hidden">
        {removed?.ok === false ? removed.message : applied ? "" : `Not applied. ${reason ?? ""}`}
      </p>
    </form>
  );
}
