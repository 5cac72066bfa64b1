import type { Drawing, Paint } from "./ink";
import {
  BRASS,
  box,
  circle,
  contact,
  dark,
  ellipse,
  group,
  INK,
  light,
  path,
  repeat,
  solid,
  solidBox,
  solidEllipse,
  stroke,
} from "./ink";

const glow = (cx: number, cy: number, r: number) => circle(cx, cy, r, "url(#glow)");

const flame = (x: number, y: number, size = 1) =>
  glow(x, y - 14, 110 * size) +
  group(
    `translate(${x} ${y}) scale(${size})`,
    path("M0 0 C-22 -14 -14 -44 2 -66 C14 -44 22 -14 0 0 Z", "#f2b64b") +
      path("M0 -3 C-9 -12 -6 -26 1 -38 C8 -26 9 -12 0 -3 Z", "#fff0c2"),
  );

const tableLamp = ({ color, accent }: Paint) =>
  glow(400, 380, 330) +
  contact(400, 790, 170) +
  solid("M384 480 L416 480 L416 600 L384 600 Z", BRASS) +
  solid(
    "M400 572 C470 572 500 620 496 680 C492 740 450 770 446 780 L354 780 C350 770 308 740 304 680 C300 620 330 572 400 572 Z",
    accent,
  ) +
  solidBox(320, 772, 160, 20, 8, dark(accent, 0.2)) +
  solid("M296 236 L504 236 L586 500 L214 500 Z", color) +
  path("M296 236 L504 236 L586 500 L214 500 Z", "url(#lit)") +
  stroke("M296 236 L504 236", light(color, 0.4), 6) +
  stroke("M214 500 L586 500", dark(color, 0.15), 6);

const pendant = ({ color, accent }: Paint) =>
  glow(400, 640, 330) +
  stroke("M400 0 L400 330", INK, 7) +
  solidBox(368, 318, 64, 70, 10, accent) +
  solid("M372 384 L428 384 C560 404 628 500 640 610 L160 610 C172 500 240 404 372 384 Z", color) +
  ellipse(400, 610, 240, 34, dark(color, 0.35)) +
  ellipse(400, 612, 224, 27, "#fbe6b4") +
  circle(400, 622, 40, "#fff6dc") +
  stroke("M214 560 Q252 456 350 416", "#fff", 10, 'opacity=".25"');

const floorLamp = ({ color, accent }: Paint) =>
  glow(400, 230, 300) +
  contact(400, 900, 200) +
  stroke("M400 340 L400 640", accent, 14) +
  stroke("M400 600 L270 894", accent, 16) +
  stroke("M400 600 L530 894", dark(accent, 0.12), 16) +
  stroke("M400 600 L420 876", dark(accent, 0.25), 16) +
  solidBox(376, 580, 48, 44, 10, BRASS) +
  solid("M270 130 L530 130 L570 352 L230 352 Z", color) +
  path("M270 130 L530 130 L570 352 L230 352 Z", "url(#lit)") +
  stroke("M230 352 L570 352", dark(color, 0.15), 6);

const candle = ({ color, accent, motif }: Paint) =>
  contact(400, 788, 170) +
  path(
    "M262 470 L538 470 L538 748 Q538 788 498 788 L302 788 Q262 788 262 748 Z",
    light(color, 0.25),
    'opacity=".65"',
  ) +
  solid("M276 540 L524 540 L524 742 Q524 776 490 776 L310 776 Q276 776 276 742 Z", color) +
  ellipse(400, 540, 124, 22, light(color, 0.45)) +
  ellipse(400, 470, 138, 24, light(color, 0.5), 'opacity=".55"') +
  stroke("M400 538 L400 500", INK, 6) +
  flame(400, 500, 1.15) +
  box(320, 604, 160, 122, 4, "#f4eee2") +
  stroke("M350 634 L450 634", "#5b554b", 7) +
  stroke(
    motif === "pine"
      ? "M400 704 L400 656 M400 664 l-16 14 M400 664 l16 14 M400 682 l-20 14 M400 682 l20 14"
      : "M352 680 q16 -18 32 0 t32 0 t32 0",
    accent,
    6,
  ) +
  stroke("M282 510 L282 730", "#fff", 9, 'opacity=".55"');

const candlesticks = ({ color, accent }: Paint) => {
  const stick = (x: number, top: number) =>
    contact(x, 788, 84) +
    flame(x, top - 190) +
    stroke(`M${x} ${top - 186} L${x} ${top - 200}`, INK, 5) +
    solidBox(x - 17, top - 188, 34, 200, 6, accent) +
    solid(`M${x - 34} ${top} L${x + 34} ${top} L${x + 20} ${top + 34} L${x - 20} ${top + 34} Z`, color) +
    solidBox(x - 10, top + 30, 20, 740 - top, 4, color) +
    solidEllipse(x, (top + 770) / 2, 24, 18, color) +
    solid(`M${x - 66} 788 Q${x - 60} 760 ${x - 12} 750 L${x + 12} 750 Q${x + 60} 760 ${x + 66} 788 Z`, color);
  return stick(270, 520) + stick(540, 590) + stick(410, 440);
};

const lantern = ({ color, accent }: Paint) =>
  glow(400, 590, 300) +
  contact(400, 790, 190) +
  stroke("M320 330 C320 200 480 200 480 330", dark(color, 0.15), 12) +
  solid("M372 300 L428 300 L440 340 L360 340 Z", color) +
  solid("M330 340 L470 340 L540 430 L260 430 Z", color) +
  box(276, 430, 248, 310, 6, "#fff4d8", 'opacity=".55"') +
  solidBox(360, 600, 80, 140, 8, accent) +
  flame(400, 592, 1.1) +
  repeat(3, (i) => solidBox(270 + i * 124, 428, 14, 316, 2, color)) +
  stroke("M300 470 L300 700", "#fff", 10, 'opacity=".5"') +
  solid("M244 740 L556 740 L566 790 L234 790 Z", color);

const sconce = ({ color, accent }: Paint) =>
  glow(440, 400, 330) +
  path(
    "M280 440 a80 120 0 1 0 160 0 a80 120 0 1 0 -160 0",
    "#000",
    'opacity=".1" transform="translate(12 18)"',
  ) +
  solidEllipse(340, 520, 62, 110, accent) +
  stroke("M340 540 C470 560 500 520 500 450", accent, 18) +
  solidEllipse(500, 450, 30, 14, dark(accent, 0.1)) +
  solid("M436 250 L564 250 L610 436 L390 436 Z", color) +
  path("M436 250 L564 250 L610 436 L390 436 Z", "url(#lit)") +
  stroke("M340 620 L340 720", dark(accent, 0.2), 4) +
  circle(340, 728, 10, accent);

const stringLights = ({ color, accent }: Paint) => {
  const bulb = (x: number, y: number) =>
    glow(x, y + 54, 90) +
    solidBox(x - 13, y, 26, 34, 5, accent) +
    path(
      `M${x - 14} ${y + 34} C${x - 48} ${y + 70} ${x - 22} ${y + 112} ${x} ${y + 112} C${x + 22} ${y + 112} ${x + 48} ${y + 70} ${x + 14} ${y + 34} Z`,
      color,
      'opacity=".92"',
    ) +
    circle(x, y + 72, 13, "#fff8e2");
  return (
    stroke("M0 230 Q240 470 470 300 T800 240", INK, 8) +
    stroke("M0 560 Q280 780 520 600 T800 560", INK, 8) +
    [
      [90, 300],
      [230, 356],
      [370, 344],
      [510, 282],
      [650, 262],
      [70, 610],
      [220, 672],
      [380, 668],
      [540, 590],
      [690, 560],
    ]
      .map(([x = 0, y = 0]) => bulb(x, y))
      .join("")
  );
};

/** A jointed desk lamp: base, two arms, a tilted shade. */
const deskLamp = ({ color, accent }: Paint) =>
  contact(360, 790, 190) +
  path("M520 400 L700 790 L300 790 Z", "url(#beam)") +
  solidBox(230, 756, 240, 34, 16, color) +
  stroke("M350 756 L250 520", accent, 16) +
  stroke("M250 520 L490 320", accent, 16) +
  circle(250, 520, 22, dark(color, 0.15)) +
  circle(350, 752, 18, dark(color, 0.15)) +
  group(
    "rotate(28 500 320)",
    solid("M470 270 L530 270 C590 300 622 360 628 420 L372 420 C378 360 410 300 470 270 Z", color) +
      ellipse(500, 420, 128, 20, "#fbe6b4") +
      solidBox(476, 236, 48, 40, 12, dark(color, 0.1)),
  );

export const lighting = {
  tableLamp: { draw: tableLamp, stage: "floor", size: 1.08, focus: { x: 400, y: 520, zoom: 1.7 } },
  pendant: { draw: pendant, stage: "flat", focus: { x: 400, y: 470, zoom: 1.7 } },
  floorLamp: { draw: floorLamp, stage: "floor", focus: { x: 400, y: 330, zoom: 1.8 } },
  candle: { draw: candle, stage: "floor", size: 1.25, focus: { x: 400, y: 580, zoom: 1.7 } },
  candlesticks: { draw: candlesticks, stage: "floor", focus: { x: 400, y: 470, zoom: 1.8 } },
  lantern: { draw: lantern, stage: "floor", size: 1.1, focus: { x: 400, y: 560, zoom: 1.7 } },
  sconce: { draw: sconce, stage: "flat", focus: { x: 440, y: 440, zoom: 1.6 } },
  stringLights: { draw: stringLights, stage: "flat", focus: { x: 300, y: 400, zoom: 1.9 } },
  deskLamp: { draw: deskLamp, stage: "floor", focus: { x: 460, y: 380, zoom: 1.7 } },
} satisfies Record<string, Drawing>;
