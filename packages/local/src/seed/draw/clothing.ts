import type { Drawing, Paint } from "./ink";
import {
  BRASS,
  box,
  circle,
  clip,
  dark,
  laid,
  light,
  mirrored,
  path,
  range,
  repeat,
  solid,
  solidBox,
  stitch,
  stroke,
} from "./ink";

/** The outline of a top, laid flat: the left half is written, the right half follows. */
function top(sleeve: "short" | "long" | "none", hem = 810) {
  const left = {
    short: "L236 258 Q200 274 188 318 L136 452 L232 490 L264 420",
    long: "L236 258 Q196 276 184 330 L106 706 Q104 726 122 730 L184 742 Q202 744 206 726 L264 470",
    none: "L262 246 Q290 330 262 420",
  }[sleeve];
  const right = {
    short: "L536 420 L568 490 L664 452 L612 318 Q600 274 564 258",
    long: "L536 470 L594 726 Q598 744 616 742 L678 730 Q696 726 694 706 L616 330 Q604 276 564 258",
    none: "L538 420 Q510 330 538 246",
  }[sleeve];
  return `M322 222 ${left} L262 ${hem} Q400 ${hem + 18} 538 ${hem} ${right} L478 222 Q400 290 322 222 Z`;
}

const neck = (color: string) => path("M322 222 Q400 240 478 222 Q400 290 322 222 Z", dark(color, 0.42));
const rib = (color: string, width = 18) => stroke("M322 222 Q400 292 478 222", dark(color, 0.14), width);
const seams = (color: string) =>
  mirrored(stroke("M236 262 Q280 330 264 430", dark(color, 0.3), 3, 'opacity=".45"'));
const folds = (color: string) =>
  mirrored(
    stroke("M266 470 Q300 540 290 640", dark(color, 0.3), 6, 'opacity=".16"') +
      stroke("M262 700 Q310 690 330 740", dark(color, 0.3), 6, 'opacity=".14"'),
  );
const cuffs = (color: string) =>
  mirrored(
    path("M114 674 L204 694 L202 740 Q198 746 184 742 L122 730 Q104 726 106 706 Z", dark(color, 0.16)),
  );
const hemRib = (color: string) =>
  path("M262 760 Q400 780 538 760 L538 810 Q400 828 262 810 Z", dark(color, 0.14)) +
  repeat(23, (i) =>
    stroke(`M${270 + i * 11.8} 770 L${270 + i * 11.8} 812`, dark(color, 0.3), 2, 'opacity=".4"'),
  );
const buttons = (count: number, from: number, step: number, color: string) =>
  range(count)
    .map((i) => circle(400, from + i * step, 8, color) + circle(400, from + i * step, 3, dark(color, 0.4)))
    .join("");

const stripes = (id: string, outline: string, color: string) =>
  clip(
    id,
    outline,
    repeat(15, (i) => box(80, 330 + i * 34, 640, 13, 0, color)),
  );

const tee = ({ color, accent, motif }: Paint) => {
  const outline = top("short");
  return (
    laid(outline, color) +
    (motif === "stripe" ? stripes("tee", outline, accent) + path(outline, "url(#side)") : "") +
    neck(color) +
    rib(color) +
    seams(color) +
    folds(color) +
    stitch("M266 794 Q400 812 534 794", dark(color, 0.4)) +
    mirrored(stitch("M142 438 L236 474", dark(color, 0.4)))
  );
};

const sweater = ({ color, accent, motif }: Paint) => {
  const outline = top("long");
  return (
    laid(outline, color) +
    (motif === "stripe" ? stripes("sweater", outline, accent) + path(outline, "url(#side)") : "") +
    (motif === "cable" ? cables(color) : "") +
    neck(color) +
    rib(color, 28) +
    stroke("M322 222 Q400 292 478 222", light(color, 0.1), 4, 'stroke-dasharray="3 8"') +
    seams(color) +
    cuffs(color) +
    hemRib(color) +
    folds(color)
  );
};

const cables = (color: string) =>
  [330, 400, 470]
    .map((x) =>
      repeat(13, (i) =>
        stroke(
          `M${x - 16} ${306 + i * 34} Q${x} ${316 + i * 34} ${x + 16} ${340 + i * 34} M${x + 16} ${306 + i * 34} Q${x + 12} ${318 + i * 34} ${x + 5} ${322 + i * 34}`,
          dark(color, 0.3),
          5,
          'opacity=".5"',
        ),
      ),
    )
    .join("");

const shirt = ({ color, accent, motif }: Paint) => {
  const outline = top("long", 830);
  return (
    laid(outline, color) +
    (motif === "check"
      ? clip(
          "shirt",
          outline,
          repeat(
            14,
            (i) =>
              box(90 + i * 48, 200, 12, 660, 0, accent, 'opacity=".5"') +
              box(80, 236 + i * 48, 640, 12, 0, accent, 'opacity=".5"'),
          ),
        ) + path(outline, "url(#side)")
      : "") +
    seams(color) +
    folds(color) +
    neck(color) +
    path("M380 270 L420 270 L420 840 L380 840 Z", dark(color, 0.08)) +
    stitch("M384 280 L384 836", dark(color, 0.4)) +
    buttons(6, 326, 88, PEARL) +
    mirrored(solid("M322 222 Q328 204 346 200 L400 276 L352 320 L316 236 Z", light(color, 0.1), "top")) +
    solid("M446 390 L522 390 L522 462 L484 484 L446 462 Z", dark(color, 0.06)) +
    stitch("M450 402 L518 402", dark(color, 0.4)) +
    cuffs(dark(color, -0.02))
  );
};

const PEARL = "#efe8da";

/** A chore jacket: patch pockets, a row of buttons. */
const jacket = ({ color, accent }: Paint) =>
  laid(top("long", 800), color) +
  seams(color) +
  folds(color) +
  neck(color) +
  stroke("M400 284 L400 812", dark(color, 0.4), 5) +
  buttons(5, 340, 104, accent) +
  mirrored(solid("M322 222 Q326 200 346 196 L398 280 L340 336 L312 240 Z", dark(color, 0.14), "top")) +
  mirrored(
    solid("M282 620 L372 620 L372 726 Q328 736 282 726 Z", dark(color, 0.09)) +
      stitch("M288 634 L366 634 M288 640 L288 720 L366 720 L366 640", light(color, 0.5)),
  ) +
  solid("M446 400 L516 400 L516 470 Q482 478 446 470 Z", dark(color, 0.09)) +
  stitch("M450 412 L512 412", light(color, 0.5)) +
  mirrored(stitch("M116 676 L202 696", light(color, 0.5)));

const raincoat = ({ color, accent }: Paint) =>
  laid("M310 232 Q296 120 400 112 Q504 120 490 232 Q400 300 310 232 Z", dark(color, 0.1)) +
  path("M340 226 Q334 156 400 152 Q466 156 460 226 Q400 284 340 226 Z", dark(color, 0.5)) +
  laid(top("long", 870), color) +
  seams(color) +
  folds(color) +
  solid("M316 220 Q400 306 484 220 L492 262 Q400 344 308 262 Z", dark(color, 0.07)) +
  path("M378 300 L422 300 L422 884 L378 884 Z", dark(color, 0.1)) +
  repeat(5, (i) => circle(400, 350 + i * 110, 9, accent)) +
  mirrored(
    path("M280 660 L364 640 L368 664 L284 686 Z", dark(color, 0.2)) +
      stroke("M352 280 L346 350", accent, 5) +
      circle(346, 356, 7, accent),
  );

const cardigan = ({ color, accent }: Paint) => {
  const outline = top("long");
  return (
    laid(outline, color) +
    path("M322 222 Q400 240 478 222 L400 480 Z", dark(color, 0.45)) +
    path("M340 232 Q400 246 460 232 L400 440 Z", PEARL) +
    clip(
      "cardigan",
      outline,
      repeat(36, (i) =>
        stroke(`M${94 + i * 18} 200 L${94 + i * 18} 840`, dark(color, 0.25), 3, 'opacity=".22"'),
      ),
    ) +
    stroke("M322 222 L400 480 L400 818", dark(color, 0.14), 28) +
    stroke("M478 222 L400 480", dark(color, 0.2), 28) +
    buttons(4, 524, 84, accent) +
    cuffs(color) +
    seams(color) +
    mirrored(path("M286 640 L366 640 L366 664 L286 664 Z", dark(color, 0.16)))
  );
};

const vest = ({ color, accent }: Paint) => {
  const outline = top("none", 800);
  return (
    laid(outline, color) +
    clip(
      "vest",
      outline,
      repeat(
        9,
        (i) =>
          stroke(
            `M250 ${300 + i * 60} Q400 ${316 + i * 60} 550 ${300 + i * 60}`,
            dark(color, 0.35),
            5,
            'opacity=".5"',
          ) +
          stroke(`M250 ${308 + i * 60} Q400 ${324 + i * 60} 550 ${308 + i * 60}`, "#fff", 8, 'opacity=".1"'),
      ),
    ) +
    solid(
      "M318 226 Q316 180 346 172 Q400 196 454 172 Q484 180 482 226 Q400 300 318 226 Z",
      dark(color, 0.08),
    ) +
    stroke("M400 232 L400 814", accent, 9) +
    box(392, 250, 16, 34, 5, BRASS) +
    mirrored(stroke("M286 650 L350 610", dark(color, 0.45), 7)) +
    mirrored(stroke("M262 246 Q290 330 262 420", dark(color, 0.25), 8))
  );
};

const trousers = ({ color, accent, motif }: Paint) => {
  const end = motif === "short" ? 560 : 880;
  const inner = motif === "short" ? 388 : 374;
  const outer = motif === "short" ? 222 : 262;
  const outline = `M284 150 L516 150 L${800 - outer} ${end} Q${(1600 - outer - inner) / 2} ${end + 12} ${800 - inner} ${end} L400 400 L${inner} ${end} Q${(outer + inner) / 2} ${end + 12} ${outer} ${end} Z`;
  return (
    laid(outline, color) +
    path("M284 150 L516 150 L520 196 L280 196 Z", dark(color, 0.12)) +
    repeat(5, (i) => solidBox(304 + i * 44, 144, 12, 58, 3, dark(color, 0.04))) +
    circle(400, 172, 10, accent) +
    stroke("M400 196 L400 400", dark(color, 0.35), 4) +
    stitch("M412 200 Q420 290 404 322", light(color, 0.4)) +
    mirrored(stroke("M342 198 Q330 262 276 272", dark(color, 0.35), 4)) +
    mirrored(stitch("M350 198 Q338 272 278 282", light(color, 0.4))) +
    mirrored(
      stitch(`M${outer + 6} ${end - 26} L${inner} ${end - 26}`, dark(color, 0.4)) +
        stroke(`M330 420 Q318 560 ${(outer + inner) / 2} ${end - 60}`, dark(color, 0.3), 5, 'opacity=".2"'),
    )
  );
};

export const clothing = {
  tee: { draw: tee, stage: "flat", focus: { x: 400, y: 330, zoom: 1.8 } },
  sweater: { draw: sweater, stage: "flat", focus: { x: 400, y: 340, zoom: 1.8 } },
  shirt: { draw: shirt, stage: "flat", focus: { x: 420, y: 340, zoom: 1.8 } },
  jacket: { draw: jacket, stage: "flat", focus: { x: 420, y: 360, zoom: 1.8 } },
  raincoat: { draw: raincoat, stage: "flat", focus: { x: 400, y: 300, zoom: 1.8 } },
  cardigan: { draw: cardigan, stage: "flat", focus: { x: 400, y: 500, zoom: 1.8 } },
  vest: { draw: vest, stage: "flat", focus: { x: 400, y: 340, zoom: 1.8 } },
  trousers: { draw: trousers, stage: "flat", focus: { x: 400, y: 270, zoom: 1.8 } },
} satisfies Record<string, Drawing>;
