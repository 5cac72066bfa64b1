import type { Drawing, Paint } from "./ink";
import {
  BRASS,
  box,
  circle,
  clip,
  contact,
  dark,
  ellipse,
  group,
  INK,
  laid,
  light,
  mirrored,
  path,
  repeat,
  STEEL,
  solid,
  solidBox,
  solidEllipse,
  stitch,
  stroke,
  WOOD,
} from "./ink";

const tent = ({ color, accent }: Paint) =>
  contact(400, 790, 340) +
  stroke("M110 790 L60 806 M690 790 L740 806", INK, 5) +
  solid("M400 330 L470 350 L700 790 L560 790 Z", dark(color, 0.22)) +
  solid("M400 330 L100 790 L620 790 Z", color) +
  path("M400 330 L300 790 L500 790 Z", dark(color, 0.55)) +
  solid("M400 330 L276 790 L300 790 Q380 600 400 330 Z", accent) +
  solid("M400 330 L524 790 L500 790 Q420 600 400 330 Z", dark(accent, 0.1)) +
  stroke("M400 330 L400 296", INK, 8) +
  stroke("M250 560 L180 780 M560 560 L612 780", dark(color, 0.3), 4, 'opacity=".4"') +
  path("M330 790 Q400 740 470 790 Z", light(accent, 0.2), 'opacity=".6"');

const sleepingBag = ({ color, accent }: Paint) => {
  const bag =
    "M270 300 Q270 170 400 164 Q530 170 530 300 Q566 420 548 560 L500 860 Q496 892 460 892 L340 892 Q304 892 300 860 L252 560 Q234 420 270 300 Z";
  return (
    laid(bag, color) +
    clip(
      "bag",
      bag,
      repeat(
        9,
        (i) =>
          stroke(
            `M220 ${420 + i * 58} Q400 ${446 + i * 58} 580 ${420 + i * 58}`,
            dark(color, 0.35),
            6,
            'opacity=".5"',
          ) +
          stroke(`M220 ${430 + i * 58} Q400 ${456 + i * 58} 580 ${430 + i * 58}`, "#fff", 10, 'opacity=".1"'),
      ),
    ) +
    path("M312 310 Q312 216 400 212 Q488 216 488 310 Q480 384 400 392 Q320 384 312 310 Z", accent) +
    path("M312 310 Q312 216 400 212 Q488 216 488 310 Q480 384 400 392 Q320 384 312 310 Z", "url(#dome)") +
    solidBox(346, 300, 108, 70, 30, light(accent, 0.3)) +
    stroke("M480 360 Q530 560 470 860", accent, 7) +
    solidBox(474, 420, 18, 40, 6, BRASS)
  );
};

const bottle = ({ color, accent }: Paint) =>
  contact(400, 808, 120) +
  stroke("M360 236 C360 180 440 180 440 236", dark(accent, 0.15), 16) +
  solidBox(344, 226, 112, 84, 14, accent) +
  box(350, 304, 100, 18, 2, STEEL) +
  solid(
    "M340 320 L460 320 Q500 352 500 420 L500 764 Q500 808 456 808 L344 808 Q300 808 300 764 L300 420 Q300 352 340 320 Z",
    color,
  ) +
  path("M322 430 Q322 370 352 348 L352 790 Q322 786 322 760 Z", "#fff", 'opacity=".22"') +
  stroke("M372 600 l28 -44 l18 26 l14 -18 l26 36", light(color, 0.75), 7) +
  box(300, 770, 200, 10, 0, dark(color, 0.3), 'opacity=".5"');

const thermos = ({ color, accent }: Paint) =>
  contact(400, 808, 130) +
  solid("M330 190 L470 190 L476 330 L324 330 Z", accent) +
  repeat(3, (i) => box(326, 226 + i * 30, 148, 8, 2, dark(accent, 0.25), 'opacity=".5"')) +
  box(316, 328, 168, 26, 4, STEEL) +
  stroke("M498 440 C600 430 600 690 498 680", dark(accent, 0.2), 24) +
  solid(
    "M312 354 L488 354 Q504 380 504 410 L504 770 Q504 808 468 808 L332 808 Q296 808 296 770 L296 410 Q296 380 312 354 Z",
    color,
  ) +
  solidBox(296, 700, 208, 34, 0, STEEL) +
  path("M316 410 L346 400 L346 690 L316 690 Z", "#fff", 'opacity=".18"');

const campLantern = ({ color, accent }: Paint) =>
  circle(400, 560, 300, "url(#glow)") +
  contact(400, 790, 170) +
  stroke("M290 420 C250 180 550 180 510 420", STEEL, 12) +
  solidBox(376, 290, 48, 40, 8, STEEL) +
  solid("M300 420 Q310 326 400 322 Q490 326 500 420 Z", color) +
  box(306, 420, 188, 230, 12, "#fff1cc", 'opacity=".85"') +
  solidEllipse(400, 540, 34, 74, "#ffe09a") +
  repeat(4, (i) => stroke(`M${312 + i * 58} 424 L${312 + i * 58} 648`, STEEL, 7)) +
  solid("M286 648 L514 648 L528 790 L272 790 Z", color) +
  circle(400, 720, 30, accent) +
  stroke("M400 720 L400 700", INK, 6);

/** A folding canvas chair, its legs crossed. */
const campChair = ({ color, accent }: Paint) =>
  contact(400, 830, 250) +
  stroke("M230 300 L250 600", accent, 18) +
  stroke("M570 300 L550 600", dark(accent, 0.15), 18) +
  stroke("M250 590 L560 826", dark(accent, 0.1), 18) +
  stroke("M550 590 L240 826", accent, 18) +
  circle(404, 708, 14, BRASS) +
  solid("M226 264 Q400 300 574 264 L566 440 Q400 474 234 440 Z", color) +
  stitch("M244 286 Q400 318 556 286 M250 424 Q400 454 550 424", light(color, 0.5)) +
  solid("M240 572 Q400 640 560 572 L590 622 Q400 700 210 622 Z", dark(color, 0.1)) +
  mirrored(stroke("M176 500 L290 488", WOOD, 24) + stroke("M200 506 L240 600", accent, 14));

const pocketKnife = ({ color, accent }: Paint) =>
  group(
    "rotate(-32 400 500)",
    laid("M440 470 Q650 440 730 478 Q690 520 440 530 Z", STEEL) +
      path("M440 500 L724 484 Q690 520 440 530 Z", "#fff", 'opacity=".4"') +
      stroke("M500 470 L560 462", dark(STEEL, 0.4), 5) +
      laid(
        "M110 470 Q106 440 140 440 L440 448 Q470 452 470 500 Q470 546 440 550 L160 556 Q110 556 110 470 Z",
        color,
      ) +
      path("M390 447 L440 448 Q470 452 470 500 Q470 546 440 550 L390 551 Z", BRASS) +
      circle(436, 500, 11, dark(BRASS, 0.3)) +
      circle(170, 500, 11, BRASS) +
      repeat(4, (i) =>
        stroke(
          `M${190 + i * 10} ${462 + i * 24} Q280 ${470 + i * 22} ${370 - i * 4} ${462 + i * 24}`,
          dark(color, 0.35),
          3,
          'opacity=".5"',
        ),
      ),
  ) + stroke("M196 636 C140 700 180 780 120 850", accent, 9);

const cooler = ({ color, accent }: Paint) =>
  contact(400, 790, 300) +
  mirrored(stroke("M150 500 L116 520 L122 620 L152 640", dark(accent, 0.1), 18)) +
  solid("M150 470 L650 470 L630 760 Q628 790 598 790 L202 790 Q172 790 170 760 Z", color) +
  solidBox(134, 396, 532, 84, 26, light(accent, 0.02)) +
  box(134, 468, 532, 16, 6, dark(color, 0.35)) +
  mirrored(solidBox(250, 450, 46, 70, 8, INK)) +
  box(320, 570, 160, 90, 10, light(color, 0.2)) +
  stroke("M346 634 l34 -42 l20 26 l16 -16 l34 32", accent, 7);

const axe = ({ color, accent }: Paint) =>
  group(
    "rotate(28 400 500)",
    laid(
      "M380 180 L424 180 Q432 500 416 720 Q420 800 444 860 Q440 892 404 886 Q370 800 372 720 Q388 480 380 180 Z",
      color,
    ) +
      stroke("M398 300 Q408 520 396 760", dark(color, 0.35), 4, 'opacity=".4"') +
      laid(
        "M366 200 L440 196 L444 300 L372 306 Q300 300 220 376 Q196 270 232 150 Q300 212 366 200 Z",
        STEEL,
      ) +
      path("M232 150 Q196 270 220 376 L252 350 Q232 270 258 174 Z", "#fff", 'opacity=".6"') +
      solidBox(378, 640, 44, 70, 6, accent),
  );

const hammock = ({ color, accent }: Paint) => {
  const cloth = "M120 340 Q400 900 680 340 Q560 520 400 520 Q240 520 120 340 Z";
  return (
    stroke("M0 240 L120 340 M800 240 L680 340", WOOD, 10) +
    ellipse(410, 850, 240, 22, "url(#contact)") +
    path("M120 340 Q240 520 400 520 Q560 520 680 340 Q400 640 120 340 Z", dark(color, 0.35)) +
    solid(cloth, color) +
    clip(
      "hammock",
      cloth,
      repeat(6, (i) =>
        stroke(`M120 ${360 + i * 14} Q400 ${570 + i * 62} 680 ${360 + i * 14}`, accent, 14, 'opacity=".85"'),
      ),
    ) +
    circle(120, 340, 15, BRASS) +
    circle(680, 340, 15, BRASS)
  );
};

/** Stacked camp pots with a folding handle. */
const cookset = ({ color, accent }: Paint) =>
  contact(400, 790, 230) +
  stroke("M236 560 C236 330 564 330 564 560", STEEL, 10) +
  solid("M220 560 L580 560 L568 756 Q566 790 532 790 L268 790 Q234 790 232 756 Z", color) +
  solidBox(206, 546, 388, 28, 12, dark(color, 0.18)) +
  solid("M236 548 Q250 490 400 486 Q550 490 564 548 Z", light(color, 0.12)) +
  solidEllipse(400, 478, 34, 16, accent) +
  stroke("M584 620 L690 600 L700 640 L588 660", accent, 13) +
  stroke("M250 600 L256 750", "#fff", 12, 'opacity=".25"');

export const camp = {
  tent: { draw: tent, stage: "floor", focus: { x: 400, y: 560, zoom: 1.7 } },
  sleepingBag: { draw: sleepingBag, stage: "flat", focus: { x: 420, y: 360, zoom: 1.8 } },
  bottle: { draw: bottle, stage: "floor", size: 1.1, focus: { x: 400, y: 360, zoom: 1.9 } },
  thermos: { draw: thermos, stage: "floor", size: 1.08, focus: { x: 400, y: 370, zoom: 1.9 } },
  campLantern: { draw: campLantern, stage: "floor", size: 1.1, focus: { x: 400, y: 540, zoom: 1.7 } },
  campChair: { draw: campChair, stage: "floor", focus: { x: 380, y: 560, zoom: 1.7 } },
  pocketKnife: { draw: pocketKnife, stage: "flat", focus: { x: 400, y: 500, zoom: 1.8 } },
  cooler: { draw: cooler, stage: "floor", size: 1.08, focus: { x: 380, y: 530, zoom: 1.8 } },
  axe: { draw: axe, stage: "flat", focus: { x: 440, y: 330, zoom: 1.8 } },
  hammock: { draw: hammock, stage: "flat", focus: { x: 250, y: 500, zoom: 1.8 } },
  cookset: { draw: cookset, stage: "floor", size: 1.15, focus: { x: 440, y: 580, zoom: 1.8 } },
} satisfies Record<string, Drawing>;
