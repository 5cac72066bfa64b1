import type { Overview } from "@securecart/core/overview";
import { CheckIcon } from "#app/_components/icons";
import { Link } from "#app/_components/link";
import { Panel } from "#app/(admin)/admin/_parts/title";

type Words = { title: string; hint: string; href?: string };

const words: Record<Overview.StepName, Words> = {
  name: {
    title: "Name your shop",
    hint: "Customers see the name on every page and in every email.",
    href: "/admin/settings/identity",
  },
  contact: {
    title: "Say who you are",
    hint: "Enter the legal name, address and email of your company. Most countries require them.",
    href: "/admin/settings/identity",
  },
  currency: {
    title: "Choose your currency",
    hint: "It can't be changed once you have products.",
    href: "/admin/settings/currencies",
  },
  product: { title: "Add your first product", hint: "Customers see it as soon as it is active." },
  stock: { title: "Enter your stock", hint: "Count or receive what you can sell.", href: "/admin/stock" },
  shipping: {
    title: "Set up shipping",
    hint: "Check where you deliver, what it costs and how long it takes, and save it.",
    href: "/admin/settings/shipping",
  },
  taxes: {
    title: "Set up taxes",
    hint: "Check where you are registered and the rates that you charge, and save them.",
    href: "/admin/settings/taxes",
  },
  returns: {
    title: "Decide on returns",
    hint: "Choose where the delivery fee is refunded, and save it.",
    href: "/admin/settings/returns",
  },
  pages: {
    title: "Publish your legal pages",
    hint: "Shipping, returns, privacy, terms, imprint and contact are drafts. Fill in the marked places.",
    href: "/admin/pages",
  },
  order: { title: "Receive your first order", hint: "Place one yourself to try it.", href: "/admin/orders" },
};

/** Renders the steps of setting up the shop, until all are done. */
export function Checklist({ steps }: { steps: Overview.Step[] }) {
  const done = steps.filter((step) => step.done).length;
  return (
    <Panel title="Set up your shop">
      <p className="mb-3 text-sm text-muted">
        {done} of {steps.length} steps done
      </p>
      <ol className="grid gap-3">
        {steps.map(({ name, done: isDone }) => (
          <li key={name} className="flex gap-3">
            <span
              className={
                isDone
                  ? "mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent"
                  : "mt-0.5 size-5 shrink-0 rounded-full border border-edge"
              }
            >
              {isDone && <CheckIcon />}
            </span>
            <StepText words={words[name]} isDone={isDone} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function StepText({ words: { title, hint, href }, isDone }: { words: Words; isDone: boolean }) {
  if (isDone)
    return (
      <p className="text-muted">
        {title}
        <span className="sr-only">: done</span>
      </p>
    );
  return (
    <div>
      {href ? (
        <Link href={href} className="text-link font-medium">
          {title}
        </Link>
      ) : (
        <p className="font-medium">{title}</p>
      )}
      <p className="text-sm text-muted">{hint}</p>
    </div>
  );
}
