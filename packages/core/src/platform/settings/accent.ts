import { z } from "zod";

/** Color in hexadecimal notation, such as "#1d5c47". */
export const Color = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "Enter a color such as #1d5c47.");

/** Least contrast of text by WCAG 2.2, level AA. */
export const leastContrast = 4.5;

type Rgb = [number, number, number];
type Scheme = { grounds: string[]; toward: Rgb; soft: string; paper: string };

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** Backgrounds of the style sheet on which the accent is text: page, surface and sunken areas. */
const schemes = {
  light: { grounds: ["#fbfaf7", "#ffffff", "#f2efe9"], toward: black, soft: "#ffffff", paper: "#ffffff" },
  dark: { grounds: ["#151412", "#1e1d1a", "#282622"], toward: white, soft: "#1e1d1a", paper: "#0f0f0e" },
} satisfies Record<string, Scheme>;

export type Shades = {
  /** Text, links and the background of buttons. */
  accent: string;
  /** The same under a pointer. */
  strong: string;
  /** Text on `accent` and on `strong`. */
  on: string;
  /** Background of what is chosen. */
  soft: string;
  /** True when `accent` differs from the chosen color, which would be hard to read. */
  isAdjusted: boolean;
};

/**
 * Returns the shades of an accent color on light and on dark backgrounds. Each pair of text and background has a
 * contrast of 4.5:1 at least: a color that is too light or too dark is mixed with black or white until it has.
 */
export const palette = (color: string) => ({
  light: shadesOf(color, schemes.light),
  dark: shadesOf(color, schemes.dark),
});

function shadesOf(color: string, { grounds, toward, soft, paper }: Scheme): Shades {
  const chosen = rgbOf(color);
  for (let percent = 0; percent <= 100; percent++) {
    const accent = mix(chosen, toward, percent / 100);
    const strong = mix(accent, toward, 0.25);
    const softened = mix(rgbOf(soft), accent, 0.12);
    const backgrounds = [...grounds.map(rgbOf), softened];
    const on =
      contrast(accent, rgbOf(paper)) >= leastContrast ? paper : toward === black ? "#ffffff" : "#0f0f0e";
    const isReadable =
      backgrounds.every((ground) => contrast(accent, ground) >= leastContrast) &&
      [accent, strong].every((ground) => contrast(rgbOf(on), ground) >= leastContrast);
    if (isReadable)
      return {
        accent: hexOf(accent),
        strong: hexOf(strong),
        on,
        soft: hexOf(softened),
        isAdjusted: percent > 0,
      };
  }
  throw new Error(`No shade of ${color} is readable.`);
}

/** Returns the contrast of two colors by WCAG 2: 1 when they are the same, 21 of black and white. */
export function contrastOf(one: string, other: string) {
  return contrast(rgbOf(one), rgbOf(other));
}

function contrast(one: Rgb, other: Rgb) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance([red, green, blue]: Rgb) {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Combines a color with a share of another one. */
const mix = (color: Rgb, other: Rgb, share: number): Rgb => [
  mixed(color[0], other[0], share),
  mixed(color[1], other[1], share),
  mixed(color[2], other[2], share),
];

const mixed = (one: number, other: number, share: number) => Math.round(one + (other - one) * share);

const channelOf = (color: string, from: number) => Number.parseInt(color.slice(from, from + 2), 16);

const rgbOf = (color: string): Rgb => [channelOf(color, 1), channelOf(color, 3), channelOf(color, 5)];

const hexOf = (color: Rgb) => `#${color.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
