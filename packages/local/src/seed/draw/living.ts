import type { Drawing, Paint } from "./ink";
import {
  BRASS,
  box,
  circle,
  clip,
  contact,
  DARK_WOOD,
  dark,
  ellipse,
  group,
  INK,
  light,
  mirrored,
  path,
  repeat,
  solid,
  solidBox,
  solidEllipse,
  stroke,
  WOOD,
} from "./ink";

/** A spindle-back dining chair, seen from the front. */
const chair = ({ color, accent }: Paint) =>
  contact(400, 850, 210) +
  stroke("M300 600 L280 846", dark(color, 0.3), 22) +
  stroke("M500 600 L520 846", dark(color, 0.35), 22) +
  stroke("M296 720 L504 720", dark(color, 0.3), 12) +
  repeat(5, (i) => stroke(`M${310 + i * 45} 250 L${322 + i * 39} 580`, dark(color, 0.06), 12)) +
  stroke("M262 240 L280 590", color, 20) +
  stroke("M538 240 L520 590", dark(color, 0.12), 20) +
  solid("M240 190 Q400 150 560 190 L554 262 Q400 226 246 262 Z", color) +
  solid("M240 580 L560 580 L606 646 Q400 676 194 646 Z", accent) +
  path("M194 646 Q400 676 606 646 L604 668 Q400 698 196 668 Z", dark(color, 0.25)) +
  stroke("M222 668 L204 866", color, 24) +
  stroke("M578 668 L596 866", dark(color, 0.14), 24);

const stool = ({ color, accent }: Paint) =>
  contact(400, 846, 190) +
  stroke("M366 500 L340 820", dark(color, 0.35), 22) +
  stroke("M300 500 L232 846", color, 26) +
  stroke("M500 500 L568 846", dark(color, 0.14), 26) +
  stroke("M268 690 L532 690", dark(color, 0.1), 14) +
  solid("M206 440 L594 440 L590 486 Q400 540 210 486 Z", dark(color, 0.08)) +
  solidEllipse(400, 440, 196, 48, accent) +
  ellipse(380, 434, 150, 32, "#fff", 'opacity=".1"');

const shelf = ({ color, accent }: Paint) =>
  contact(400, 900, 260) +
  solidBox(180, 130, 22, 766, 4, dark(color, 0.12)) +
  solidBox(598, 130, 22, 766, 4, dark(color, 0.25)) +
  repeat(4, (i) => solidBox(170, 190 + i * 216, 460, 24, 4, color)) +
  solid("M240 190 L250 120 Q270 90 290 120 L300 190 Z", accent) +
  repeat(5, (i) =>
    solidBox(
      430 + i * 30,
      300 + ((i * 13) % 30),
      24,
      106 - ((i * 13) % 30),
      2,
      ["#8a4b38", "#d7c7a5", "#4d6159", "#c08a3e", "#39485a"][i] ?? INK,
    ),
  ) +
  solid("M220 340 L340 340 L326 406 L234 406 Z", "#d9d2c5") +
  repeat(3, (i) => solidBox(230, 600 - i * 24, 150, 22, 4, ["#6b7f78", "#c9b694", "#8b5a44"][i] ?? INK)) +
  solidEllipse(500, 580, 46, 42, dark(accent, 0.1)) +
  solidBox(226, 720, 170, 118, 14, "#b8925f") +
  repeat(4, (i) => stroke(`M232 ${744 + i * 24} L390 ${744 + i * 24}`, "#8a6a40", 4, 'opacity=".6"')) +
  solidBox(440, 742, 120, 96, 6, accent);

const clock = ({ color, accent }: Paint) =>
  circle(416, 470, 246, "#000", 'opacity=".1"') +
  solidEllipse(400, 450, 246, 246, accent) +
  circle(400, 450, 218, color) +
  circle(400, 450, 218, "url(#dome)") +
  repeat(12, (i) =>
    group(`rotate(${i * 30} 400 450)`, box(394, 254, 12, i % 3 ? 20 : 40, 5, mixInk(color))),
  ) +
  group("rotate(-58 400 450)", box(391, 322, 18, 150, 8, mixInk(color))) +
  group("rotate(52 400 450)", box(394, 272, 12, 204, 6, mixInk(color))) +
  group("rotate(170 400 450)", box(398, 292, 4, 196, 2, "#b5533c")) +
  circle(400, 450, 15, "#b5533c");

/** Hands and marks must read on a light face as on a dark one. */
const mixInk = (face: string) => (Number.parseInt(face.slice(1, 3), 16) > 128 ? INK : "#f3ede2");

const vase = ({ color, accent, motif }: Paint) =>
  contact(400, 788, 150) +
  stems(accent, motif) +
  solid(
    "M360 440 Q380 470 362 510 Q282 560 282 650 Q282 750 346 788 L454 788 Q518 750 518 650 Q518 560 438 510 Q420 470 440 440 Z",
    color,
  ) +
  solidEllipse(400, 440, 44, 12, light(color, 0.2)) +
  ellipse(400, 441, 34, 8, dark(color, 0.5)) +
  path("M310 650 Q308 580 364 540 Q332 600 336 720 Q312 700 310 650 Z", "#fff", 'opacity=".22"');

const stems = (color: string, motif: string) =>
  motif === "empty"
    ? ""
    : [
        "M398 450 C390 330 340 260 300 170",
        "M400 450 C404 320 410 240 420 110",
        "M402 450 C420 340 470 270 510 210",
      ]
        .map((d) => stroke(d, "#77714f", 6))
        .join("") +
      repeat(8, (i) => solidEllipse(300 + (i % 2) * 24 + i * 6, 168 + i * 22, 13, 20, color)) +
      repeat(9, (i) => solidEllipse(408 + (i % 2) * 26 - i, 110 + i * 22, 13, 20, light(color, 0.15))) +
      repeat(7, (i) => solidEllipse(510 - (i % 2) * 26 - i * 7, 208 + i * 20, 13, 20, dark(color, 0.1)));

const leaf = (angle: number, length: number, tone: string) =>
  group(
    `rotate(${angle} 400 560)`,
    solid(
      `M400 560 C${372 - length * 0.16} ${560 - length * 0.4} ${376} ${560 - length * 0.9} 400 ${560 - length} C424 ${560 - length * 0.9} ${428 + length * 0.16} ${560 - length * 0.4} 400 560 Z`,
      tone,
    ) + stroke(`M400 552 L400 ${576 - length}`, light(tone, 0.25), 3, 'opacity=".6"'),
  );

const plantPot = ({ color, accent }: Paint) =>
  contact(400, 788, 170) +
  [
    [-62, 250],
    [62, 250],
    [-38, 340],
    [40, 330],
    [-14, 400],
    [16, 380],
    [-80, 180],
    [80, 180],
  ]
    .map(([angle = 0, length = 0], i) => leaf(angle, length, i % 2 ? "#4f6b4a" : "#5f7d55"))
    .join("") +
  solid("M262 560 L538 560 L510 770 Q508 788 488 788 L312 788 Q292 788 290 770 Z", color) +
  solidBox(248, 530, 304, 50, 10, light(color, 0.06)) +
  solid("M280 790 L520 790 L540 770 L260 770 Z", accent);

const mirror = ({ color, accent }: Paint) =>
  ellipse(416, 482, 230, 310, "#000", 'opacity=".1"') +
  solidEllipse(400, 460, 230, 310, color) +
  ellipse(400, 460, 204, 284, accent) +
  clip(
    "mirror",
    "M196 460 a204 284 0 1 0 408 0 a204 284 0 1 0 -408 0",
    path("M180 620 L520 120 L600 120 L240 700 Z", "#fff", 'opacity=".35"') +
      path("M330 740 L640 260 L640 320 L390 760 Z", "#fff", 'opacity=".25"'),
  ) +
  circle(400, 132, 12, BRASS);

const basket = ({ color, accent }: Paint) => {
  const body = "M196 500 L604 500 L560 760 Q556 788 524 788 L276 788 Q244 788 240 760 Z";
  return (
    contact(400, 788, 220) +
    mirrored(stroke("M236 510 C216 380 330 380 322 506", accent, 22)) +
    ellipse(400, 500, 204, 40, dark(color, 0.45)) +
    solid(body, color) +
    clip(
      "basket",
      body,
      repeat(9, (j) =>
        repeat(13, (i) =>
          box(
            186 + i * 34 + (j % 2) * 17,
            508 + j * 32,
            26,
            22,
            8,
            (i + j) % 2 ? light(color, 0.16) : dark(color, 0.14),
            'opacity=".75"',
          ),
        ),
      ),
    ) +
    path(body, "url(#side)") +
    stroke("M198 502 Q400 560 602 502", dark(color, 0.12), 20)
  );
};

const bench = ({ color, accent }: Paint) =>
  contact(400, 800, 330) +
  mirrored(
    stroke("M170 590 L140 796", dark(color, 0.16), 26) + stroke("M220 590 L244 780", dark(color, 0.34), 20),
  ) +
  stroke("M166 706 L634 706", dark(color, 0.2), 12) +
  solidBox(90, 556, 620, 42, 8, color) +
  solidBox(110, 512, 580, 50, 22, accent) +
  repeat(5, (i) => circle(190 + i * 105, 532, 6, dark(accent, 0.35)));

const wateringCan = ({ color, accent }: Paint) =>
  contact(420, 788, 230) +
  stroke("M500 520 C680 400 720 640 566 700", accent, 22) +
  stroke("M330 500 C350 380 480 380 500 500", accent, 20) +
  solid("M300 690 L150 440 L176 424 L330 600 Z", dark(color, 0.08)) +
  group("rotate(-32 158 428)", solid("M116 400 L200 400 L182 440 L134 440 Z", accent)) +
  solid("M288 500 L542 500 L572 770 Q574 788 552 788 L278 788 Q256 788 258 770 Z", color) +
  solidEllipse(415, 500, 127, 26, light(color, 0.15)) +
  ellipse(415, 502, 108, 19, dark(color, 0.45)) +
  stroke("M298 560 L284 740", "#fff", 10, 'opacity=".25"');

const hooks = ({ color, accent }: Paint) =>
  box(126, 412, 576, 112, 18, "#000", 'opacity=".1"') +
  solidBox(116, 396, 576, 110, 16, color) +
  repeat(3, (i) =>
    stroke(
      `M120 ${424 + i * 28} C300 ${414 + i * 30} 480 ${440 + i * 22} 690 ${422 + i * 28}`,
      dark(color, 0.3),
      3,
      'opacity=".35"',
    ),
  ) +
  repeat(4, (i) => {
    const x = 190 + i * 140;
    return (
      circle(x + 8, 470, 30, "#000", 'opacity=".16"') +
      stroke(`M${x} 450 L${x} 520 Q${x} 560 ${x + 34} 552`, dark(accent, 0.1), 16) +
      solidEllipse(x, 450, 30, 30, accent) +
      circle(x - 8, 442, 9, "#fff", 'opacity=".3"')
    );
  });

/** A small framed print of hills over water. */
const print = ({ color, accent, motif }: Paint) =>
  box(196, 146, 440, 600, 4, "#000", 'opacity=".1" transform="translate(6 12)"') +
  solidBox(180, 130, 440, 600, 6, motif === "dark" ? DARK_WOOD : WOOD) +
  box(204, 154, 392, 552, 2, "#f6f1e7") +
  clip(
    "print",
    "M254 214 L546 214 L546 646 L254 646 Z",
    box(254, 214, 292, 432, 0, light(color, 0.62)) +
      circle(450, 310, 46, accent) +
      path("M240 470 L330 340 L410 440 L470 380 L560 480 L560 660 L240 660 Z", color) +
      path("M240 520 Q340 450 420 520 T560 510 L560 660 L240 660 Z", dark(color, 0.3)) +
      repeat(4, (i) =>
        stroke(`M${270 + i * 20} ${570 + i * 20} q30 -12 60 0 t60 0 t60 0`, light(color, 0.5), 4),
      ),
  );

export const living = {
  chair: { draw: chair, stage: "floor", focus: { x: 400, y: 500, zoom: 1.7 } },
  stool: { draw: stool, stage: "floor", focus: { x: 440, y: 500, zoom: 1.8 } },
  shelf: { draw: shelf, stage: "floor", focus: { x: 440, y: 380, zoom: 1.8 } },
  clock: { draw: clock, stage: "flat", focus: { x: 480, y: 380, zoom: 1.9 } },
  vase: { draw: vase, stage: "floor", size: 0.97, focus: { x: 400, y: 560, zoom: 1.8 } },
  plantPot: { draw: plantPot, stage: "floor", size: 1.05, focus: { x: 400, y: 590, zoom: 1.8 } },
  mirror: { draw: mirror, stage: "flat", focus: { x: 300, y: 300, zoom: 1.8 } },
  basket: { draw: basket, stage: "floor", size: 1.15, focus: { x: 330, y: 580, zoom: 1.9 } },
  bench: { draw: bench, stage: "floor", size: 1.02, focus: { x: 260, y: 600, zoom: 1.8 } },
  wateringCan: { draw: wateringCan, stage: "floor", focus: { x: 440, y: 560, zoom: 1.7 } },
  hooks: { draw: hooks, stage: "flat", focus: { x: 330, y: 470, zoom: 2 } },
  print: { draw: print, stage: "flat", focus: { x: 430, y: 420, zoom: 1.7 } },
} satisfies Record<string, Drawing>;
