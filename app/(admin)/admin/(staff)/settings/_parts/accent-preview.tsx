import { Settings, type Shades } from "@securecart/core/settings";

/** Renders how the accent color looks in light and in dark, and says where it had to be adjusted. */
export function AccentPreview({ accent }: { accent: string }) {
  if (!accent) return null;
  const { light, dark } = Settings.palette(accent);
  return (
    <section aria-labelledby="accent-preview" className="grid gap-3">
      <h2 id="accent-preview" className="text-xl">
        Your accent color in use
      </h2>
      <div className="grid gap-3 sm:grid-cols-2">
        <Sample scheme="light" ground="#ffffff" ink="#1c1b18" shades={light} />
        <Sample scheme="dark" ground="#1e1d1a" ink="#f3f0ea" shades={dark} />
      </div>
    </section>
  );
}

type SampleProps = { scheme: "light" | "dark"; ground: string; ink: string; shades: Shades };

function Sample({ scheme, ground, ink, shades: { accent, on, isAdjusted } }: SampleProps) {
  return (
    <div
      style={{ backgroundColor: ground, color: ink }}
      className="grid justify-items-start gap-2 rounded-card border border-line p-4"
    >
      <span style={{ backgroundColor: accent, color: on }} className="rounded-control px-4 py-2 font-medium">
        Add to cart
      </span>
      <span style={{ color: accent }} className="underline">
        A link
      </span>
      <p className="text-sm">
        {isAdjusted
          ? `On ${scheme} backgrounds your color would be hard to read, so the shop uses ${accent}.`
          : `Your color is used as it is on ${scheme} backgrounds.`}
      </p>
    </div>
  );
}
