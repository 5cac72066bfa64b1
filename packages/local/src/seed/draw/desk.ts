import type { Drawing, Paint } from "./ink";
import {
  BRASS,
  box,
  circle,
  clip,
  contact,
  dark,
  group,
  INK,
  laid,
  light,
  PAPER,
  path,
  repeat,
  STEEL,
  solid,
  solidBox,
  stroke,
  WOOD,
} from "./ink";

const notebook = ({ color, accent, motif }: Paint) =>
  laid("M196 206 L604 206 Q622 206 622 224 L622 806 Q622 824 604 824 L196 824 Z", PAPER) +
  solid("M186 198 L596 198 Q614 198 614 216 L614 798 Q614 816 596 816 L186 816 Z", color) +
  box(186, 198, 44, 618, 0, dark(color, 0.2)) +
  (motif === "spiral"
    ? repeat(17, (i) => stroke(`M174 ${226 + i * 35} q26 -18 40 6`, STEEL, 6))
    : box(544, 198, 17, 618, 0, accent) + path("M320 816 L342 816 L342 870 L331 856 L320 870 Z", accent)) +
  box(306, 320, 180, 100, 4, PAPER) +
  stroke("M332 358 L460 358 M332 386 L420 386", "#8b8271", 5);

const book = ({ color, accent, motif }: Paint) => {
  const cover = "M198 220 L590 220 Q602 220 602 232 L602 786 Q602 798 590 798 L198 798 Z";
  return (
    laid("M210 236 L616 236 L616 816 L210 816 Z", PAPER) +
    repeat(4, (i) => stroke(`M216 ${801 + i * 4} L612 ${801 + i * 4}`, "#c9bfae", 1.5)) +
    solid(cover, color) +
    clip("book", cover, scene(motif, color, accent)) +
    box(198, 220, 28, 578, 0, dark(color, 0.3), 'opacity=".55"') +
    box(300, 276, 220, 20, 4, light(color, 0.75)) +
    box(330, 312, 160, 20, 4, light(color, 0.75)) +
    box(360, 752, 100, 10, 4, light(color, 0.6))
  );
};

const KNOT = "M262 660 C400 660 560 590 516 474 C484 394 350 394 318 474 C276 590 430 660 570 660";

/** The picture on a cover says what the book is about. */
function scene(motif: string, color: string, accent: string) {
  switch (motif) {
    case "pot":
      return (
        path("M300 560 L520 560 L504 690 L316 690 Z", accent) +
        box(286, 536, 248, 24, 8, light(accent, 0.2)) +
        repeat(3, (i) => stroke(`M${360 + i * 48} 504 q14 -26 0 -52 q-14 -26 0 -52`, light(color, 0.6), 9))
      );
    case "knot":
      return (
        stroke(KNOT, dark(accent, 0.35), 32) +
        stroke(KNOT, accent, 26) +
        stroke(KNOT, dark(accent, 0.3), 3, 'stroke-dasharray="6 12"')
      );
    case "tree":
      return (
        repeat(3, (i) =>
          path(`M${316 + i * 92} 680 l-66 0 l66 -220 l66 220 Z`, i === 1 ? light(accent, 0.15) : accent),
        ) +
        box(198, 678, 420, 140, 0, dark(color, 0.3)) +
        circle(508, 420, 38, light(accent, 0.5))
      );
    default:
      return (
        circle(412, 470, 76, accent) +
        repeat(4, (i) =>
          path(
            `M180 ${580 + i * 54} q70 -44 140 0 t140 0 t160 0 L640 900 L180 900 Z`,
            dark(color, 0.1 + i * 0.14),
          ),
        )
      );
  }
}

const pen = ({ color, accent }: Paint) =>
  group(
    "rotate(36 400 500)",
    laid("M366 150 Q366 120 400 120 Q434 120 434 150 L438 640 L362 640 Z", color) +
      solidBox(360, 400, 80, 18, 4, accent) +
      stroke("M424 160 L432 380", accent, 12) +
      laid("M366 640 L434 640 L420 760 L380 760 Z", dark(color, 0.25)) +
      path("M382 760 L418 760 L402 856 Q400 862 398 856 Z", BRASS) +
      stroke("M400 776 L400 846", dark(BRASS, 0.5), 2.5) +
      stroke("M382 180 L382 380", "#fff", 7, 'opacity=".3"'),
  );

const pencils = ({ color, accent }: Paint) =>
  contact(400, 790, 160) +
  [
    [-16, color],
    [-8, accent],
    [0, WOOD],
    [8, dark(color, 0.2)],
    [16, light(accent, 0.2)],
  ]
    .map(([angle, tone]) =>
      group(
        `translate(${Number(angle) * 5} 0) rotate(${angle} 400 780)`,
        solidBox(386, 330, 28, 360, 0, String(tone)) +
          path("M386 330 L400 276 L414 330 Z", "#e3c79c") +
          path("M395 296 L400 276 L405 296 Z", INK),
      ),
    )
    .join("") +
  solid("M284 560 L516 560 L506 770 Q504 790 484 790 L316 790 Q296 790 294 770 Z", light(color, 0.1)) +
  box(284, 552, 232, 20, 8, dark(color, 0.12)) +
  stroke("M310 600 L314 750", "#fff", 9, 'opacity=".25"');

const tray = ({ color, accent }: Paint) =>
  laid(
    "M150 320 L650 320 Q676 320 676 346 L676 674 Q676 700 650 700 L150 700 Q124 700 124 674 L124 346 Q124 320 150 320 Z",
    color,
  ) +
  box(148, 344, 200, 332, 12, dark(color, 0.34)) +
  box(368, 344, 284, 150, 12, dark(color, 0.34)) +
  box(368, 514, 284, 162, 12, dark(color, 0.34)) +
  group(
    "rotate(4 250 500)",
    solidBox(196, 370, 18, 270, 6, accent) +
      solidBox(240, 360, 14, 290, 4, WOOD) +
      solidBox(280, 380, 16, 260, 6, "#3f4d57"),
  ) +
  box(400, 376, 120, 90, 4, PAPER, 'transform="rotate(-4 460 420)"') +
  circle(580, 420, 34, BRASS) +
  circle(580, 420, 20, dark(color, 0.34)) +
  repeat(5, (i) => stroke(`M${410 + i * 46} 560 q14 40 0 70`, STEEL, 6));

const planner = ({ color, accent }: Paint) =>
  laid("M120 270 L680 270 L680 740 L120 740 Z", color) +
  solidBox(136, 282, 262, 446, 4, PAPER) +
  solidBox(402, 282, 262, 446, 4, PAPER) +
  repeat(
    5,
    (i) =>
      stroke(`M160 ${370 + i * 68} L376 ${370 + i * 68}`, "#cfc5b3", 3) +
      stroke(`M424 ${370 + i * 68} L640 ${370 + i * 68}`, "#cfc5b3", 3),
  ) +
  box(160, 308, 90, 22, 4, accent) +
  box(424, 308, 90, 22, 4, accent) +
  repeat(
    4,
    (i) =>
      circle(172, 400 + i * 68, 7, color) +
      stroke(`M192 ${400 + i * 68} l${90 + ((i * 37) % 60)} 0`, "#9a907e", 4),
  ) +
  path("M520 282 L544 282 L544 800 L532 784 L520 800 Z", accent);

const scissors = ({ color, accent }: Paint) =>
  group(
    "rotate(24 400 500)",
    stroke(
      "M336 720 m-70 0 a70 84 0 1 0 140 0 a70 84 0 1 0 -140 0",
      "#000",
      28,
      'opacity=".1" transform="translate(8 14)"',
    ) +
      laid("M380 130 Q420 300 430 520 L396 560 Q370 340 380 130 Z", STEEL) +
      laid("M420 130 Q380 300 370 520 L404 560 Q430 340 420 130 Z", light(STEEL, 0.3)) +
      stroke("M404 540 L344 640", color, 30) +
      stroke("M396 540 L456 640", dark(color, 0.1), 30) +
      stroke("M330 720 m-62 0 a62 80 0 1 0 124 0 a62 80 0 1 0 -124 0", color, 28) +
      stroke("M470 720 m-62 0 a62 80 0 1 0 124 0 a62 80 0 1 0 -124 0", dark(color, 0.1), 28) +
      circle(400, 530, 15, accent),
  );

const deskMat = ({ color, accent }: Paint) =>
  laid(
    "M90 330 L710 330 Q726 330 726 346 L726 684 Q726 700 710 700 L90 700 Q74 700 74 684 L74 346 Q74 330 90 330 Z",
    color,
  ) +
  stroke(
    "M92 348 L708 348 L708 682 L92 682 Z",
    light(color, 0.4),
    3,
    'stroke-dasharray="10 8" opacity=".6"',
  ) +
  solidBox(440, 390, 210, 250, 6, PAPER) +
  stroke("M466 430 L620 430 M466 466 L600 466 M466 502 L620 502", "#cfc5b3", 4) +
  group(
    "rotate(14 340 520)",
    solidBox(330, 380, 18, 250, 8, accent) + path("M330 630 L348 630 L339 660 Z", INK),
  ) +
  solidBox(140, 430, 110, 110, 55, light(accent, 0.2)) +
  circle(195, 485, 40, "#4b3324");

export const desk = {
  notebook: { draw: notebook, stage: "flat", focus: { x: 420, y: 380, zoom: 1.8 } },
  book: { draw: book, stage: "flat", focus: { x: 420, y: 520, zoom: 1.7 } },
  pen: { draw: pen, stage: "flat", focus: { x: 320, y: 620, zoom: 2 } },
  pencils: { draw: pencils, stage: "floor", size: 1.15, focus: { x: 400, y: 470, zoom: 1.8 } },
  tray: { draw: tray, stage: "flat", focus: { x: 400, y: 500, zoom: 1.8 } },
  planner: { draw: planner, stage: "flat", focus: { x: 400, y: 460, zoom: 1.8 } },
  scissors: { draw: scissors, stage: "flat", focus: { x: 400, y: 560, zoom: 1.8 } },
  deskMat: { draw: deskMat, stage: "flat", focus: { x: 400, y: 500, zoom: 1.8 } },
} satisfies Record<string, Drawing>;
