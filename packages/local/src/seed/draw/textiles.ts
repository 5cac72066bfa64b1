import type { Drawing, Paint } from "./ink";
import {
  box,
  circle,
  clip,
  contact,
  dark,
  ellipse,
  group,
  laid,
  light,
  path,
  repeat,
  solid,
  solidBox,
  stitch,
  stroke,
} from "./ink";

const CUSHION =
  "M186 270 Q400 310 614 270 Q640 262 634 292 Q590 500 634 722 Q640 752 612 744 Q400 706 188 744 Q160 752 166 722 Q210 500 166 292 Q160 262 186 270 Z";

const cushion = ({ color, accent, motif }: Paint) =>
  laid(CUSHION, color) +
  clip(
    "cushion",
    CUSHION,
    motif === "stripe" ? bands(accent) : motif === "check" ? checks(accent) : weave(color),
  ) +
  path(CUSHION, "url(#dome)") +
  stitch("M204 300 Q400 334 596 300 Q562 500 596 712 Q400 680 204 712 Q238 500 204 300 Z", dark(color, 0.4));

const bands = (color: string) => repeat(6, (i) => box(196 + i * 76, 240, 26, 540, 0, color, 'opacity=".85"'));

const checks = (color: string) =>
  repeat(
    6,
    (i) =>
      box(170 + i * 84, 240, 40, 540, 0, color, 'opacity=".45"') +
      box(140, 270 + i * 84, 540, 40, 0, color, 'opacity=".45"'),
  );

const weave = (color: string) =>
  repeat(24, (i) =>
    stroke(
      `M150 ${270 + i * 20} Q400 ${290 + i * 18} 650 ${270 + i * 20}`,
      dark(color, 0.25),
      2.5,
      'opacity=".3"',
    ),
  );

/** A throw folded in thirds, its fringe at the front. */
const blanket = ({ color, accent, motif }: Paint) => {
  const top = "M180 470 Q190 420 240 416 L570 416 Q620 420 622 470 L622 520 L180 520 Z";
  const front = "M176 500 Q176 474 204 474 L598 474 Q626 474 626 500 L626 740 L176 740 Z";
  return (
    contact(400, 790, 270) +
    solidBox(186, 640, 430, 140, 44, dark(color, 0.2)) +
    solidBox(182, 560, 438, 150, 44, dark(color, 0.1)) +
    solid(top, light(color, 0.08)) +
    solid(front, color) +
    clip(
      "blanket",
      front,
      motif === "check"
        ? repeat(6, (i) => box(190 + i * 82, 470, 34, 280, 0, accent, 'opacity=".5"')) +
            repeat(4, (i) => box(170, 496 + i * 72, 470, 28, 0, accent, 'opacity=".5"'))
        : repeat(3, (i) => box(170, 640 + i * 30, 470, 12, 0, accent)),
    ) +
    repeat(37, (i) =>
      stroke(
        `M${184 + i * 12} 738 L${182 + i * 12 + (i % 3)} ${776 + (i % 2) * 5}`,
        i % 4 ? color : accent,
        7,
      ),
    ) +
    stroke("M196 530 Q400 516 606 530", dark(color, 0.3), 4, 'opacity=".3"')
  );
};

const towels = ({ color, accent }: Paint) => {
  const fold = (y: number, tone: string, w: number) =>
    solidBox(400 - w / 2, y, w, 96, 46, tone) +
    stroke(
      `M${400 - w / 2 + 30} ${y + 50} L${400 + w / 2 - 20} ${y + 50}`,
      dark(tone, 0.3),
      4,
      'opacity=".4"',
    ) +
    box(400 - w / 2 + 300, y + 2, 26, 92, 0, accent, 'opacity=".8"');
  return (
    contact(400, 790, 270) +
    fold(694, dark(color, 0.08), 480) +
    fold(606, color, 470) +
    fold(518, light(color, 0.1), 464) +
    roll(color, accent)
  );
};

const roll = (color: string, accent: string) =>
  solidBox(236, 408, 300, 112, 50, light(color, 0.16)) +
  box(300, 409, 22, 110, 0, accent, 'opacity=".8"') +
  ellipse(520, 464, 44, 55, light(color, 0.28)) +
  stroke(
    "M520 464 m-6 0 a10 12 0 1 1 14 10 a24 28 0 1 1 8 -38 a34 42 0 1 1 -26 74",
    dark(color, 0.25),
    5,
    'opacity=".6"',
  );

/** A made bed seen from the foot: pillows, turned-down sheet, duvet. */
const bedding = ({ color, accent }: Paint) =>
  contact(400, 800, 330, 34) +
  solidBox(130, 300, 540, 330, 26, "#b08a62") +
  solid("M120 560 Q120 500 180 496 L620 496 Q680 500 680 560 L690 800 L110 800 Z", light(accent, 0.3)) +
  mirrored(
    solid(
      "M160 410 Q156 372 196 372 L356 372 Q394 372 392 410 L388 498 Q388 522 356 522 L192 522 Q162 522 162 498 Z",
      light(color, 0.22),
    ),
  ) +
  mirrored(stitch("M184 396 L370 396 L366 500 L186 500 Z", dark(color, 0.35))) +
  solid("M104 600 Q400 560 696 600 L712 800 Q400 830 88 800 Z", color) +
  solid("M106 560 Q400 520 694 560 L698 630 Q400 590 102 630 Z", accent) +
  repeat(5, (i) =>
    stroke(
      `M${170 + i * 110} ${650 + (i % 2) * 20} Q${190 + i * 100} 720 ${160 + i * 116} 800`,
      dark(color, 0.28),
      5,
      'opacity=".3"',
    ),
  );

const mirrored = (inner: string) => inner + group("translate(800 0) scale(-1 1)", inner);

const soap = ({ color, accent }: Paint) =>
  contact(400, 786, 250) +
  solid("M170 740 L630 740 L610 786 L190 786 Z", accent) +
  repeat(5, (i) => box(220 + i * 78, 742, 12, 42, 4, dark(accent, 0.3), 'opacity=".5"')) +
  solidBox(212, 590, 376, 152, 46, color) +
  box(212, 590, 376, 60, 40, light(color, 0.3), 'opacity=".5"') +
  solidBox(300, 470, 250, 122, 36, mixTone(color)) +
  box(300, 500, 250, 58, 0, light(accent, 0.55)) +
  stroke("M380 530 q14 -20 28 0 t28 0 t28 0", dark(accent, 0.3), 5) +
  repeat(4, (i) => circle(250 + i * 22, 566 - i * 18, 10 + (i % 2) * 6, "#fff", 'opacity=".4"'));

const mixTone = (color: string) => dark(color, 0.1);

const pump = ({ color, accent, motif }: Paint) =>
  contact(400, 788, 150) +
  solidBox(386, 330, 28, 90, 4, dark(accent, 0.1)) +
  solid("M300 316 Q300 292 330 292 L440 292 Q458 292 458 310 L458 336 L330 336 L318 356 L300 350 Z", accent) +
  solidBox(350, 404, 100, 40, 10, accent) +
  solid(
    "M282 480 Q284 440 340 438 L460 438 Q516 440 518 480 L518 752 Q518 788 482 788 L318 788 Q282 788 282 752 Z",
    color,
  ) +
  box(312, 550, 176, 160, 4, "#f1ebdf") +
  stroke("M350 588 L450 588", "#5b554b", 8) +
  stroke(
    motif === "leaf"
      ? "M400 680 L400 620 M400 650 q-30 -4 -32 -28 q28 2 32 28 q30 -4 32 -28 q-28 2 -32 28"
      : "M350 640 q16 -20 33 0 t33 0 t33 0 M350 668 q16 -20 33 0 t33 0 t33 0",
    "#7a7264",
    5,
  ) +
  path("M300 490 Q302 462 330 458 L330 770 L312 770 Q300 766 300 750 Z", "#fff", 'opacity=".18"');

const bathMat = ({ color, accent }: Paint) => {
  const mat = "M150 330 L650 330 L650 690 L150 690 Z";
  return (
    repeat(
      25,
      (i) =>
        stroke(`M154 ${338 + i * 14.4} L120 ${340 + i * 14.4}`, light(color, 0.15), 6) +
        stroke(`M646 ${338 + i * 14.4} L680 ${340 + i * 14.4}`, dark(color, 0.06), 6),
    ) +
    laid(mat, color) +
    clip(
      "mat",
      mat,
      box(196, 330, 22, 360, 0, accent) +
        box(232, 330, 8, 360, 0, accent) +
        box(582, 330, 22, 360, 0, accent) +
        box(560, 330, 8, 360, 0, accent) +
        repeat(13, (i) =>
          repeat(5, (j) =>
            ellipse(290 + j * 55 + (i % 2) * 24, 346 + i * 28, 20, 9, light(color, 0.22), 'opacity=".6"'),
          ),
        ),
    )
  );
};

const apron = ({ color, accent }: Paint) =>
  stroke("M300 260 C300 60 500 60 500 260", accent, 14) +
  laid("M290 250 L510 250 Q516 400 612 440 L596 850 Q400 872 204 850 L188 440 Q284 400 290 250 Z", color) +
  stroke("M192 452 Q130 520 150 640", accent, 12) +
  stroke("M608 452 Q670 520 650 640", accent, 12) +
  solid("M270 540 L530 540 L524 690 Q400 704 276 690 Z", dark(color, 0.08)) +
  stitch("M280 552 L520 552", light(color, 0.5)) +
  stitch("M400 552 L400 696", light(color, 0.5)) +
  stitch("M304 268 L496 268", light(color, 0.5));

export const textiles = {
  cushion: { draw: cushion, stage: "flat", focus: { x: 250, y: 360, zoom: 1.9 } },
  blanket: { draw: blanket, stage: "floor", size: 1.12, focus: { x: 400, y: 690, zoom: 1.9 } },
  towels: { draw: towels, stage: "floor", size: 1.1, focus: { x: 470, y: 540, zoom: 1.8 } },
  bedding: { draw: bedding, stage: "floor", focus: { x: 300, y: 540, zoom: 1.8 } },
  soap: { draw: soap, stage: "floor", size: 1.2, focus: { x: 420, y: 580, zoom: 1.7 } },
  pump: { draw: pump, stage: "floor", size: 1.2, focus: { x: 400, y: 560, zoom: 1.9 } },
  bathMat: { draw: bathMat, stage: "flat", focus: { x: 260, y: 400, zoom: 1.9 } },
  apron: { draw: apron, stage: "flat", focus: { x: 400, y: 560, zoom: 1.8 } },
} satisfies Record<string, Drawing>;
