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
  laid,
  light,
  PAPER,
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

const MUG = "M250 420 L256 700 Q260 786 330 788 L450 788 Q520 786 524 700 L530 420 Z";

const mug = ({ color, accent, motif }: Paint) =>
  contact(410, 786, 200) +
  stroke("M520 480 C668 452 676 676 512 680", dark(color, 0.12), 42) +
  stroke("M520 476 C654 452 662 664 512 672", light(color, 0.12), 14, 'opacity=".7"') +
  solid(MUG, color) +
  clip("mug", MUG, motif === "enamel" ? speckles(dark(color, 0.3)) : glaze(accent)) +
  solidEllipse(390, 420, 140, 34, motif === "enamel" ? accent : light(color, 0.25)) +
  ellipse(390, 423, 124, 26, dark(color, motif === "enamel" ? 0.08 : 0.34)) +
  (motif === "enamel" ? "" : ellipse(390, 430, 104, 18, "#4b3324"));

const glaze = (clay: string) =>
  solid("M240 690 Q290 712 340 694 T450 696 T545 684 L545 800 L240 800 Z", clay);

const speckles = (color: string) =>
  repeat(46, (i) =>
    circle(256 + ((i * 97) % 270), 450 + ((i * 61) % 330), 2 + (i % 3), color, 'opacity=".55"'),
  );

const bowl = ({ color, accent }: Paint) => {
  const outer = "M180 520 Q196 742 344 772 L456 772 Q604 742 620 520 Z";
  return (
    contact(400, 786, 190) +
    solid("M340 768 L332 792 L468 792 L460 768 Z", dark(accent, 0.1)) +
    solid(outer, color) +
    clip("bowl", outer, solid("M170 720 Q290 690 400 716 T640 700 L640 800 L170 800 Z", accent)) +
    solidEllipse(400, 520, 220, 58, light(color, 0.3)) +
    ellipse(400, 526, 202, 48, dark(color, 0.22)) +
    ellipse(400, 544, 160, 28, dark(color, 0.1), 'opacity=".7"')
  );
};

const plates = ({ color, accent }: Paint) =>
  contact(400, 776, 270) +
  repeat(4, (i) => {
    const y = 740 - i * 34;
    return (
      solid(
        `M140 ${y} Q150 ${y + 40} 300 ${y + 46} L500 ${y + 46} Q650 ${y + 40} 660 ${y} Z`,
        i % 2 ? accent : color,
      ) + solidEllipse(400, y, 260, 62, light(i % 2 ? accent : color, 0.18))
    );
  }) +
  ellipse(400, 640, 186, 40, dark(color, 0.09)) +
  ellipse(400, 644, 176, 36, light(color, 0.22));

const teapot = ({ color, accent }: Paint) =>
  contact(400, 786, 220) +
  stroke("M276 500 C270 290 530 290 524 500", accent, 20) +
  stroke("M282 470 C290 300 510 300 518 470", light(accent, 0.3), 5, 'opacity=".6"') +
  solid("M250 600 Q170 590 130 480 L112 486 L104 464 L166 446 Q200 540 280 540 Z", dark(color, 0.06)) +
  solid(
    "M400 488 C560 488 606 580 590 668 C578 752 520 788 400 788 C280 788 222 752 210 668 C194 580 240 488 400 488 Z",
    color,
  ) +
  ellipse(400, 500, 112, 24, dark(color, 0.3)) +
  solid("M296 494 Q310 452 400 450 Q490 452 504 494 Q400 522 296 494 Z", light(color, 0.1)) +
  solidEllipse(400, 440, 24, 20, accent) +
  path("M246 610 Q256 540 320 520 Q272 570 262 660 Z", "#fff", 'opacity=".22"');

const skillet = ({ color, accent }: Paint) =>
  laid("M372 560 L428 560 L424 880 Q424 912 400 912 Q376 912 376 880 Z", accent === PAPER ? color : accent) +
  circle(400, 872, 13, dark(color, 0.6)) +
  laid(
    "M400 150 C540 150 622 250 632 330 L652 352 L632 392 C620 500 530 590 400 590 C270 590 180 500 168 392 L148 352 L168 330 C178 250 260 150 400 150 Z",
    color,
  ) +
  circle(400, 370, 196, dark(color, 0.34)) +
  circle(400, 374, 182, dark(color, 0.12)) +
  circle(400, 374, 182, "url(#dome)") +
  stroke("M262 320 Q300 236 390 222", "#fff", 9, 'opacity=".16"');

const casserole = ({ color, accent }: Paint) =>
  contact(400, 784, 270) +
  mirrored2(solid("M190 560 Q104 552 108 596 Q112 632 192 622 Z", dark(color, 0.12))) +
  solid("M168 520 L184 720 Q192 786 268 786 L532 786 Q608 786 616 720 L632 520 Z", color) +
  box(160, 506, 480, 26, 12, dark(color, 0.25)) +
  solid("M166 506 Q190 412 400 404 Q610 412 634 506 Z", light(color, 0.06)) +
  stroke("M224 470 Q300 432 410 428", "#fff", 8, 'opacity=".25"') +
  solid("M376 408 L384 380 L416 380 L424 408 Z", accent) +
  solidEllipse(400, 370, 48, 18, accent);

const mirrored2 = (inner: string) => inner + group("translate(800 0) scale(-1 1)", inner);

const knife = ({ color, accent }: Paint) =>
  group(
    "rotate(38 400 500)",
    laid("M352 96 Q360 60 378 84 Q446 220 446 470 L446 610 L352 610 Z", STEEL) +
      path("M446 470 L446 610 L420 610 Q426 330 372 90 Q446 220 446 470 Z", "#fff", 'opacity=".45"') +
      stroke("M366 330 L366 570", dark(STEEL, 0.25), 3, 'opacity=".5"') +
      solidBox(350, 604, 98, 34, 6, accent) +
      laid("M356 636 L444 636 Q452 760 440 880 Q438 912 404 912 Q372 912 368 880 Q350 760 356 636 Z", color) +
      repeat(3, (i) => circle(402, 690 + i * 78, 9, BRASS)),
  );

const board = ({ color, accent }: Paint) => {
  const outline =
    "M236 260 Q236 216 280 216 L340 216 Q350 216 350 196 L350 120 Q350 84 400 84 Q450 84 450 120 L450 196 Q450 216 460 216 L520 216 Q564 216 564 260 L564 850 Q564 894 520 894 L280 894 Q236 894 236 850 Z";
  return (
    laid(outline, color) +
    clip(
      "board",
      outline,
      repeat(9, (i) =>
        stroke(
          `M${250 + i * 38} 80 C${238 + i * 40} 380 ${276 + i * 34} 560 ${248 + i * 38} 900`,
          dark(color, 0.3),
          3 + (i % 3),
          'opacity=".35"',
        ),
      ) + solid("M220 760 L580 720 L580 770 L220 810 Z", accent, "none"),
    ) +
    circle(400, 134, 19, dark(color, 0.6), 'opacity=".75"')
  );
};

const carafe = ({ color, accent }: Paint) =>
  contact(390, 786, 240) +
  path(
    "M268 250 L402 250 L396 420 Q480 500 480 640 L480 750 Q480 788 440 788 L230 788 Q190 788 190 750 L190 640 Q190 500 274 420 Z",
    light(color, 0.35),
    'opacity=".6"',
  ) +
  path("M196 600 L474 600 L474 748 Q474 780 438 780 L232 780 Q196 780 196 748 Z", color, 'opacity=".55"') +
  ellipse(335, 600, 139, 20, light(color, 0.3), 'opacity=".8"') +
  solid("M290 214 L380 214 L388 270 L282 270 Z", accent) +
  stroke("M222 640 Q226 540 290 450", "#fff", 12, 'opacity=".7"') +
  path(
    "M520 600 L660 600 L646 770 Q644 788 626 788 L554 788 Q536 788 534 770 Z",
    light(color, 0.3),
    'opacity=".65"',
  ) +
  ellipse(590, 600, 70, 15, light(color, 0.6), 'opacity=".9"') +
  stroke("M546 630 L556 750", "#fff", 8, 'opacity=".7"');

const teaTowel = ({ color, accent }: Paint) => {
  const left = "M236 210 L470 210 L462 832 L220 826 Z";
  const right = "M400 210 L560 210 L586 750 L396 756 Z";
  const stripes = (x: number, y: number) =>
    repeat(3, (i) =>
      path(
        `M${x} ${y + i * 26} L${x + 300} ${y + i * 26} L${x + 300} ${y + 10 + i * 26} L${x} ${y + 10 + i * 26} Z`,
        accent,
      ),
    );
  return (
    laid(right, dark(color, 0.08)) +
    clip("towelback", right, stripes(380, 640)) +
    laid(left, color) +
    clip(
      "towelfront",
      left,
      stripes(200, 700) +
        repeat(4, (i) =>
          stroke(`M${270 + i * 52} 210 L${262 + i * 54} 840`, dark(color, 0.2), 4, 'opacity=".22"'),
        ),
    ) +
    stitch("M226 810 L458 816", dark(color, 0.4)) +
    solidBox(200, 186, 400, 34, 17, WOOD) +
    circle(222, 203, 9, DARK_WOOD) +
    circle(578, 203, 9, DARK_WOOD)
  );
};

const mill = ({ color, accent }: Paint) =>
  contact(400, 788, 120) +
  solid(
    "M318 788 Q306 690 352 600 Q372 548 344 480 L456 480 Q428 548 448 600 Q494 690 482 788 Q400 806 318 788 Z",
    color,
  ) +
  solidBox(338, 464, 124, 22, 8, accent) +
  solid(
    "M340 466 Q330 400 376 380 Q350 344 372 306 Q400 276 428 306 Q450 344 424 380 Q470 400 460 466 Z",
    color,
  ) +
  solidEllipse(400, 276, 18, 16, accent) +
  stroke("M348 756 Q342 690 376 616", "#fff", 9, 'opacity=".2"');

export const kitchen = {
  mug: { draw: mug, stage: "floor", size: 1.25, focus: { x: 400, y: 560, zoom: 1.7 } },
  bowl: { draw: bowl, stage: "floor", size: 1.2, focus: { x: 320, y: 600, zoom: 1.9 } },
  plates: { draw: plates, stage: "floor", size: 1.1, focus: { x: 520, y: 690, zoom: 1.9 } },
  teapot: { draw: teapot, stage: "floor", size: 1.12, focus: { x: 350, y: 530, zoom: 1.7 } },
  skillet: { draw: skillet, stage: "flat", focus: { x: 400, y: 560, zoom: 1.8 } },
  casserole: { draw: casserole, stage: "floor", size: 1.12, focus: { x: 440, y: 520, zoom: 1.9 } },
  knife: { draw: knife, stage: "flat", focus: { x: 330, y: 620, zoom: 2 } },
  board: { draw: board, stage: "flat", focus: { x: 400, y: 260, zoom: 1.9 } },
  carafe: { draw: carafe, stage: "floor", size: 1.08, focus: { x: 360, y: 480, zoom: 1.7 } },
  teaTowel: { draw: teaTowel, stage: "flat", focus: { x: 380, y: 720, zoom: 1.9 } },
  mill: { draw: mill, stage: "floor", size: 1.25, focus: { x: 400, y: 400, zoom: 2 } },
} satisfies Record<string, Drawing>;
