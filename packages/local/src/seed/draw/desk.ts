import type { Drawing, Paint } from "./ink";
import {
  box, BRASS, circle, clip, contact, dark, group, INK, laid, light, PAPER, path, repeat, solid, solidBox, STEEL,
  stroke, WOOD,
} from "./ink";

const notebook = ({ color, accent, motif }: Paint) =>
  laid("M226 176 L574 176 Q592 176 592 194 L592 836 Q592 854 574 854 L226 854 Z", PAPER) +
  solid("M216 168 L566 168 Q584 168 584 186 L584 828 Q584 846 566 846 L216 846 Z", color) +
  box(216, 168, 42, 678, 0, dark(color, 0.2)) +
  (motif === "spiral"
    ? repeat(18, (i) => stroke(`M204 ${200 + i * 36} q26 -18 40 6`, STEEL, 6))
    : box(520, 168, 16, 678, 0, accent) + path("M330 846 L352 846 L352 900 L341 886 L330 900 Z", accent)) +
  box(318, 300, 170, 96, 4, PAPER) +
  stroke("M342 336 L464 336 M342 362 L424 362", "#8b8271", 5);

const book = ({ color, accent, motif }: Paint) => {
  const cover = "M240 190 L560 190 Q572 190 572 202 L572 812 Q572 824 560 824 L240 824 Z";
  return (
    laid("M250 206 L586 206 L586 842 L250 842 Z", PAPER) +
    repeat(4, (i) => stroke(`M256 ${828 + i * 4} L582 ${828 + i * 4}`, "#c9bfae", 1.5)) +
    solid(cover, color) +
    clip("book", cover, scene(motif, color, accent)) +
    box(240, 190, 26, 634, 0, dark(color, 0.3), 'opacity=".55"') +
    box(310, 250, 200, 18, 4, light(color, 0.75)) + box(340, 284, 140, 18, 4, light(color, 0.75)) + box(360, 770, 100, 10, 4, light(color, 0.6))
  );
};

/** The picture on a cover says what the book is about. */
function scene(motif: string, color: string, accent: string) {
  switch (motif) {
    case "pot":
      return path("M330 560 L490 560 L476 680 L344 680 Z", accent) + box(320, 540, 180, 22, 8, light(accent, 0.2)) + repeat(3, (i) => stroke(`M${370 + i * 34} 510 q14 -30 0 -60 q-14 -30 0 -60`, light(color, 0.6), 8));
    case "knot":
      return stroke("M320 640 C320 420 500 420 480 560 C460 680 340 620 360 520 C380 420 520 460 500 660", accent, 24);
    case "tree":
      return repeat(3, (i) => path(`M${330 + i * 76} 690 l-54 0 l54 -190 l54 190 Z`, i === 1 ? light(accent, 0.15) : accent)) + box(240, 688, 340, 140, 0, dark(color, 0.3)) + circle(480, 420, 40, light(accent, 0.5));
    default:
      return circle(406, 470, 70, accent) + repeat(4, (i) => path(`M220 ${600 + i * 50} q60 -40 120 0 t120 0 t140 0 L600 900 L220 900 Z`, dark(color, 0.1 + i * 0.14)));
  }
}

const pen = ({ color, accent }: Paint) =>
  group("rotate(36 400 500)",
    laid("M366 150 Q366 120 400 120 Q434 120 434 150 L438 640 L362 640 Z", color) +
    solidBox(360, 400, 80, 18, 4, accent) + stroke("M424 160 L432 380", accent, 12) + laid("M366 640 L434 640 L420 760 L380 760 Z", dark(color, 0.25)) +
    path("M382 760 L418 760 L402 856 Q400 862 398 856 Z", BRASS) + stroke("M400 776 L400 846", dark(BRASS, 0.5), 2.5) + stroke("M382 180 L382 380", "#fff", 7, 'opacity=".3"'));

const pencils = ({ color, accent }: Paint) =>
  contact(400, 790, 160) +
  [[-16, color], [-8, accent], [0, WOOD], [8, dark(color, 0.2)], [16, light(accent, 0.2)]].map(([angle, tone]) => group(`translate(${Number(angle) * 5} 0) rotate(${angle} 400 780)`,
    solidBox(386, 330, 28, 360, 0, String(tone)) + path("M386 330 L400 276 L414 330 Z", "#e3c79c") + path("M395 296 L400 276 L405 296 Z", INK))).join("") +
  solid("M284 560 L516 560 L506 770 Q504 790 484 790 L316 790 Q296 790 294 770 Z", light(color, 0.1)) + box(284, 552, 232, 20, 8, dark(color, 0.12)) + stroke("M310 600 L314 750", "#fff", 9, 'opacity=".25"');

const tray = ({ color, accent }: Paint) =>
  laid("M150 320 L650 320 Q676 320 676 346 L676 674 Q676 700 650 700 L150 700 Q124 700 124 674 L124 346 Q124 320 150 320 Z", color) +
  box(148, 344, 200, 332, 12, dark(color, 0.34)) + box(368, 344, 284, 150, 12, dark(color, 0.34)) + box(368, 514, 284, 162, 12, dark(color, 0.34)) +
  group("rotate(4 250 500)", solidBox(196, 370, 18, 270, 6, accent) + solidBox(240, 360, 14, 290, 4, WOOD) + solidBox(280, 380, 16, 260, 6, "#3f4d57")) +
  box(400, 376, 120, 90, 4, PAPER, 'transform="rotate(-4 460 420)"') + circle(580, 420, 34, BRASS) + circle(580, 420, 20, dark(color, 0.34)) + repeat(5, (i) => stroke(`M${410 + i * 46} 560 q14 40 0 70`, STEEL, 6));

const planner = ({ color, accent }: Paint) =>
  laid("M120 270 L680 270 L680 740 L120 740 Z", color) +
  solidBox(136, 282, 262, 446, 4, PAPER) + solidBox(402, 282, 262, 446, 4, PAPER) +
  repeat(5, (i) => stroke(`M160 ${370 + i * 68} L376 ${370 + i * 68}`, "#cfc5b3", 3) + stroke(`M424 ${370 + i * 68} L640 ${370 + i * 68}`, "#cfc5b3", 3)) +
  box(160, 308, 90, 22, 4, accent) + box(424, 308, 90, 22, 4, accent) + repeat(4, (i) => circle(172, 400 + i * 68, 7, color) + stroke(`M192 ${400 + i * 68} l${90 + ((i * 37) % 60)} 0`, "#9a907e", 4)) + path("M520 282 L544 282 L544 800 L532 784 L520 800 Z", accent);

const scissors = ({ color, accent }: Paint) =>
  group("rotate(24 400 500)",
    stroke("M336 720 m-70 0 a70 84 0 1 0 140 0 a70 84 0 1 0 -140 0", "#000", 28, 'opacity=".1" transform="translate(8 14)"') +
    laid("M380 130 Q420 300 430 520 L396 560 Q370 340 380 130 Z", STEEL) + laid("M420 130 Q380 300 370 520 L404 560 Q430 340 420 130 Z", light(STEEL, 0.3)) +
    stroke("M404 540 L344 640", color, 30) + stroke("M396 540 L456 640", dark(color, 0.1), 30) +
    stroke("M330 720 m-62 0 a62 80 0 1 0 124 0 a62 80 0 1 0 -124 0", color, 28) + stroke("M470 720 m-62 0 a62 80 0 1 0 124 0 a62 80 0 1 0 -124 0", dark(color, 0.1), 28) + circle(400, 530, 15, accent));

const deskMat = ({ color, accent }: Paint) =>
  laid("M90 330 L710 330 Q726 330 726 346 L726 684 Q726 700 710 700 L90 700 Q74 700 74 684 L74 346 Q74 330 90 330 Z", color) +
  stroke("M92 348 L708 348 L708 682 L92 682 Z", light(color, 0.4), 3, 'stroke-dasharray="10 8" opacity=".6"') +
  solidBox(440, 390, 210, 250, 6, PAPER) + stroke("M466 430 L620 430 M466 466 L600 466 M466 502 L620 502", "#cfc5b3", 4) +
  group("rotate(14 340 520)", solidBox(330, 380, 18, 250, 8, accent) + path("M330 630 L348 630 L339 660 Z", INK)) + solidBox(140, 430, 110, 110, 55, light(accent, 0.2)) + circle(195, 485, 40, "#4b3324");

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
