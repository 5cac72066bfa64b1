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
  laid,
  light,
  mirrored,
  path,
  repeat,
  solid,
  solidBox,
  stitch,
  stroke,
} from "./ink";

const cap = ({ color, accent }: Paint) =>
  contact(440, 676, 270) +
  solid("M180 620 C170 440 270 340 410 340 C550 340 620 450 614 610 Q400 560 180 620 Z", color) +
  stroke("M410 342 C390 420 386 500 396 584", dark(color, 0.3), 3, 'opacity=".6"') +
  stroke("M410 342 C300 380 256 480 250 600", dark(color, 0.3), 3, 'opacity=".5"') +
  stroke("M410 342 C520 390 556 480 552 588", dark(color, 0.3), 3, 'opacity=".5"') +
  ellipse(410, 340, 18, 9, accent) +
  solid("M396 584 Q560 560 616 606 Q720 640 734 690 Q600 650 470 664 Q400 672 380 640 Z", dark(color, 0.08)) +
  stitch("M420 622 Q560 600 690 662 M420 642 Q550 622 680 672", light(color, 0.4)) +
  solidBox(290, 470, 84, 54, 8, accent) +
  stroke("M306 504 l16 -18 l14 14 l12 -10 l14 14", light(color, 0.6), 4);

const beanie = ({ color, accent }: Paint) => {
  const dome = "M210 600 C196 390 290 270 400 270 C510 270 604 390 590 600 Z";
  return (
    contact(400, 748, 230) +
    solid(dome, color) +
    clip(
      "beanie",
      dome,
      repeat(13, (i) =>
        stroke(`M${206 + i * 32} 600 Q${290 + i * 18} 380 400 268`, dark(color, 0.3), 5, 'opacity=".35"'),
      ),
    ) +
    solid(
      "M190 588 Q400 560 610 588 Q622 670 606 736 Q400 762 194 736 Q178 670 190 588 Z",
      dark(color, 0.06),
    ) +
    repeat(22, (i) =>
      stroke(
        `M${206 + i * 18.6} ${588 - Math.sin((i / 21) * 3.1) * 14} L${208 + i * 18.4} ${738 + Math.sin((i / 21) * 3.1) * 10}`,
        dark(color, 0.3),
        4,
        'opacity=".35"',
      ),
    ) +
    solidBox(460, 630, 76, 56, 4, accent)
  );
};

const sock = (color: string, accent: string) =>
  laid(
    "M300 170 L430 170 L436 560 Q440 610 500 660 L590 736 Q640 790 590 830 Q540 860 480 824 L330 720 Q290 690 294 620 Z",
    color,
  ) +
  clip(
    "sock",
    "M300 170 L430 170 L436 560 Q440 610 500 660 L590 736 Q640 790 590 830 Q540 860 480 824 L330 720 Q290 690 294 620 Z",
    box(290, 160, 160, 70, 0, dark(color, 0.18)) +
      box(290, 250, 160, 16, 0, accent) +
      box(290, 282, 160, 16, 0, accent) +
      path("M560 700 L640 780 L600 860 L500 840 Z", accent) +
      path("M280 640 Q370 640 380 760 L280 760 Z", accent),
  ) +
  repeat(9, (i) => stroke(`M${310 + i * 14} 176 L${310 + i * 14} 224`, dark(color, 0.35), 3, 'opacity=".5"'));

const socks = ({ color, accent }: Paint) =>
  group("translate(60 10) rotate(8 400 500)", sock(dark(color, 0.06), accent)) +
  group("translate(-90 -20)", sock(color, accent));

const scarf = ({ color, accent, motif }: Paint) => {
  const tail = "M300 330 L420 330 L404 830 L262 830 Z";
  const second = "M420 340 L520 330 L560 740 L440 756 Z";
  const pattern = (x: number) =>
    motif === "check"
      ? repeat(6, (i) => box(x, 400 + i * 84, 340, 30, 0, accent, 'opacity=".6"')) +
        repeat(3, (i) => box(x + 34 + i * 70, 300, 22, 560, 0, accent, 'opacity=".6"'))
      : repeat(3, (i) => box(x, 690 + i * 36, 340, 16, 0, accent));
  return (
    laid(second, dark(color, 0.1)) +
    clip("scarfb", second, pattern(420)) +
    repeat(9, (i) => stroke(`M${446 + i * 14} 750 L${450 + i * 14} 790`, dark(color, 0.1), 6)) +
    laid(tail, color) +
    clip("scarfa", tail, pattern(250)) +
    repeat(10, (i) => stroke(`M${270 + i * 14.6} 830 L${268 + i * 14.6} 872`, color, 6)) +
    laid("M230 250 Q400 130 570 250 Q604 330 540 376 Q400 430 262 376 Q196 330 230 250 Z", color) +
    path("M290 262 Q400 190 510 262 Q400 316 290 262 Z", dark(color, 0.45)) +
    stroke("M240 300 Q400 400 560 300", dark(color, 0.3), 6, 'opacity=".4"') +
    stroke("M256 344 Q400 420 546 340", dark(color, 0.3), 6, 'opacity=".3"')
  );
};

const backpack = ({ color, accent }: Paint) =>
  contact(400, 800, 220) +
  stroke("M352 220 C352 150 448 150 448 220", accent, 18) +
  mirrored(stroke("M232 360 Q176 520 216 700", dark(accent, 0.2), 26)) +
  solid(
    "M232 360 Q232 206 400 200 Q568 206 568 360 L580 740 Q580 798 520 798 L280 798 Q220 798 220 740 Z",
    color,
  ) +
  solid("M236 330 Q244 214 400 208 Q556 214 564 330 L560 450 Q400 484 240 450 Z", light(color, 0.07)) +
  stitch("M250 440 Q400 470 550 440", light(color, 0.5)) +
  solid("M262 548 L538 548 L546 726 Q546 752 520 752 L280 752 Q254 752 254 726 Z", dark(color, 0.08)) +
  stroke("M270 566 L530 566", dark(color, 0.45), 6) +
  mirrored(
    solidBox(304, 420, 30, 150, 4, accent) +
      solidBox(300, 530, 38, 34, 4, BRASS) +
      box(309, 538, 20, 18, 2, dark(accent, 0.4)),
  ) +
  solidBox(366, 640, 68, 50, 4, accent);

const tote = ({ color, accent, motif }: Paint) => {
  const bag = "M196 400 L604 400 L580 830 Q400 848 220 830 Z";
  return (
    stroke("M300 410 C296 150 504 150 500 410", dark(accent, 0.16), 20) +
    laid(bag, color) +
    stroke("M296 470 L298 402 C300 190 500 190 502 402 L504 470", accent, 22) +
    (motif === "dipped"
      ? clip("tote", bag, path("M180 640 L620 640 L620 860 L180 860 Z", accent)) + path(bag, "url(#side)")
      : "") +
    stitch("M204 426 L596 426", dark(color, 0.4)) +
    (motif === "dipped"
      ? ""
      : stroke("M330 640 q24 -30 48 0 t48 0 t48 0 M330 680 q24 -30 48 0 t48 0 t48 0", accent, 9) +
        circle(400, 570, 30, accent))
  );
};

const boot = (color: string, accent: string) =>
  solid("M300 330 L470 330 L478 560 Q500 620 590 650 Q650 672 652 740 L296 740 Q284 560 300 330 Z", color) +
  path("M440 380 L478 560 Q500 620 560 640 L520 660 Q440 620 424 540 L410 380 Z", dark(color, 0.2)) +
  repeat(
    6,
    (i) =>
      stroke(`M${410 + i * 9} ${392 + i * 42} L${470 + i * 12} ${380 + i * 42}`, accent, 7) +
      circle(408 + i * 9, 394 + i * 42, 6, BRASS),
  ) +
  stroke("M590 652 Q540 676 530 738", dark(color, 0.35), 4, 'opacity=".6"') +
  stitch("M312 600 Q400 610 440 700", light(color, 0.4)) +
  solidBox(296, 318, 180, 30, 12, dark(color, 0.15)) +
  solid(
    "M286 736 L660 736 Q668 782 650 790 L450 790 L440 770 L400 770 L396 790 L292 790 Q280 780 286 736 Z",
    dark(accent, 0.45),
  );

const boots = ({ color, accent }: Paint) =>
  contact(420, 790, 260) +
  group("translate(60 -46) scale(.94)", boot(dark(color, 0.14), accent)) +
  group("translate(-70 0)", boot(color, accent));

const belt = ({ color, accent }: Paint) =>
  stroke(
    "M400 300 C160 300 160 680 400 680 C640 680 640 330 420 330 C240 330 250 620 400 620",
    "#000",
    58,
    'opacity=".08" transform="translate(10 18)"',
  ) +
  stroke("M400 620 C250 620 240 330 420 330 C640 330 640 690 400 690 C250 690 170 600 170 480", color, 56) +
  stroke(
    "M400 620 C250 620 240 330 420 330 C640 330 640 690 400 690 C250 690 170 600 170 480",
    dark(color, 0.3),
    42,
    'opacity=".16"',
  ) +
  stroke(
    "M400 620 C250 620 240 330 420 330 C640 330 640 690 400 690 C250 690 170 600 170 480",
    light(color, 0.4),
    2.5,
    'stroke-dasharray="9 8" opacity=".6"',
  ) +
  repeat(4, (i) => circle(420 - i * 44, 620 - i * i * 7, 6, dark(color, 0.6))) +
  `<rect x="130" y="400" width="80" height="100" rx="16" fill="none" stroke="${accent}" stroke-width="14"/>` +
  stroke("M170 404 L170 500", light(accent, 0.3), 9);

const wallet = ({ color, accent }: Paint) =>
  laid(
    "M190 380 Q190 352 218 352 L584 352 Q612 352 612 380 L612 640 Q612 668 584 668 L218 668 Q190 668 190 640 Z",
    color,
  ) +
  solidBox(226, 316, 300, 90, 10, accent) +
  solidBox(240, 336, 300, 90, 10, "#d9cfb8") +
  solid("M190 396 L612 396 L612 640 Q612 668 584 668 L218 668 Q190 668 190 640 Z", light(color, 0.04)) +
  stitch("M206 412 L596 412 L596 652 L206 652 Z", light(color, 0.45)) +
  path("M470 480 L612 480 L612 560 L470 560 Q450 520 470 480 Z", dark(color, 0.14)) +
  circle(500, 520, 13, BRASS);

const gloves = ({ color, accent }: Paint) => {
  const one =
    laid(
      "M250 560 Q180 500 190 440 Q210 410 244 452 L262 480 L250 290 Q252 262 276 264 Q298 266 300 292 L306 230 Q312 204 334 208 Q354 212 352 240 L358 236 Q372 216 392 226 Q404 236 400 270 L408 290 Q424 276 438 288 Q448 300 440 330 L426 560 L420 640 L270 640 Z",
      color,
    ) +
    solidBox(262, 620, 166, 120, 14, dark(color, 0.14)) +
    repeat(9, (i) =>
      stroke(`M${276 + i * 17} 630 L${276 + i * 17} 732`, dark(color, 0.35), 4, 'opacity=".45"'),
    ) +
    box(262, 640, 166, 16, 0, accent);
  return (
    group("translate(-75 60) rotate(-8 340 500)", one) +
    group("translate(875 10) scale(-1 1) rotate(-8 340 500)", one)
  );
};

export const accessories = {
  cap: { draw: cap, stage: "floor", focus: { x: 380, y: 500, zoom: 1.8 } },
  beanie: { draw: beanie, stage: "floor", size: 1.15, focus: { x: 450, y: 600, zoom: 1.8 } },
  socks: { draw: socks, stage: "flat", focus: { x: 320, y: 300, zoom: 1.8 } },
  scarf: { draw: scarf, stage: "flat", focus: { x: 370, y: 700, zoom: 1.8 } },
  backpack: { draw: backpack, stage: "floor", size: 1.06, focus: { x: 370, y: 500, zoom: 1.8 } },
  tote: { draw: tote, stage: "flat", focus: { x: 400, y: 480, zoom: 1.8 } },
  boots: { draw: boots, stage: "floor", size: 1.1, focus: { x: 400, y: 560, zoom: 1.8 } },
  belt: { draw: belt, stage: "flat", focus: { x: 280, y: 500, zoom: 1.8 } },
  wallet: { draw: wallet, stage: "flat", focus: { x: 480, y: 480, zoom: 1.8 } },
  gloves: { draw: gloves, stage: "flat", focus: { x: 340, y: 560, zoom: 1.7 } },
} satisfies Record<string, Drawing>;
