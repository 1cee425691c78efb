import { box, type Brush, circle, type Draw, floor, gleam, group, line, mix, oval, path, rect } from './paint.ts';

/** Style picks the animal: 0 bear or mouse, 1 hare, 2 cat or fox, 3 puppy. */
const plush: Draw = (b) => {
  const fur = b.defs.radial(0.4, 0.3, 0.85, [0, b.ink.top], [0.55, b.ink.base], [1, b.ink.lo]);
  const pale = mix(b.ink.base, '#fff4e4', 0.6);
  const ears = [
    circle(286, 168, 62, b.ink.base) + circle(286, 168, 36, pale) + circle(514, 168, 62, b.ink.base) + circle(514, 168, 36, pale),
    path('M310 220C250 150 250 30 306 26C362 40 372 140 366 200zM490 220C550 150 550 30 494 26C438 40 428 140 434 200z', b.ink.base) +
      path('M318 190C290 140 290 70 308 64C334 76 342 140 340 180zM482 190C510 140 510 70 492 64C466 76 458 140 460 180z', '#e9b3b0'),
    path('M268 246L250 98Q252 84 268 92L372 178zM532 246L550 98Q548 84 532 92L428 178z', b.ink.base) +
      path('M284 210L276 132L330 180zM516 210L524 132L470 180z', '#e9b3b0'),
    path('M286 170C220 150 190 220 214 320Q230 350 254 322L320 220zM514 170C580 150 610 220 586 320Q570 350 546 322L480 220z', b.ink.lo),
  ][b.style % 4];
  const body = oval(400, 540, 148, 160, fur) + oval(400, 560, 92, 106, pale);
  const limbs =
    oval(256, 500, 50, 92, fur, 'transform="rotate(32 256 500)"') +
    oval(544, 500, 50, 92, fur, 'transform="rotate(-32 544 500)"') +
    oval(300, 668, 78, 58, fur) +
    oval(500, 668, 78, 58, fur) +
    oval(292, 676, 42, 32, pale) +
    oval(508, 676, 42, 32, pale);
  const head = oval(400, 286, 168, 146, fur);
  const face =
    oval(400, 336, 70, 54, pale) +
    oval(400, 312, 25, 18, '#3a2a26') +
    line('M400 330V350M400 350Q378 372 360 356M400 350Q422 372 440 356', '#3a2a26', 6) +
    circle(332, 272, 15, '#2a2226') +
    circle(468, 272, 15, '#2a2226') +
    circle(337, 267, 5, '#ffffff') +
    circle(473, 267, 5, '#ffffff') +
    oval(300, 326, 24, 15, '#e88f8a', 'opacity=".4"') +
    oval(500, 326, 24, 15, '#e88f8a', 'opacity=".4"');
  const whiskers = b.style % 4 === 2 ? line('M318 338l-58 -10M318 352l-56 10M482 338l58 -10M482 352l56 10', mix(b.ink.deep, '#ffffff', 0.3), 4) : '';
  const bow = path('M400 424L342 398Q330 430 342 456zM400 424L458 398Q470 430 458 456z', b.accent.base) + circle(400, 426, 17, b.accent.lo);
  return { art: floor(b, 400, 714, 240, 26) + (ears ?? '') + body + limbs + head + face + whiskers + bow, close: { x: 400, y: 320, zoom: 1.6, turn: -8 } };
};

const BRICKS = ['#c73a3a', '#e9bd3f', '#2f62b0', '#3f8a5b', '#e0772f'] as const;

const brick = (x: number, y: number, n: number, color: string): string => {
  const [hi, lo] = [mix(color, '#ffffff', 0.22), mix(color, '#1a1622', 0.28)];
  const studs = Array.from(
    { length: n },
    (_, i) => rect(x + 14 + i * 64, y - 16, 36, 20, 5, hi) + rect(x + 14 + i * 64, y - 4, 36, 6, 2, lo, 'opacity=".5"'),
  ).join('');
  return (
    studs +
    rect(x, y, n * 64, 74, 8, color) +
    rect(x, y + 58, n * 64, 16, 8, lo, 'opacity=".55"') +
    rect(x + 8, y + 8, n * 64 - 16, 8, 4, '#ffffff', 'opacity=".25"')
  );
};

const blocks: Draw = (b) => {
  const c = [b.ink.base, ...BRICKS.filter((x) => x !== b.ink.base)];
  if (b.style === 1) {
    const w = (hex: string): string => mix(hex, '#d9b384', 0.45);
    const cube = (x: number, y: number, s: number, color: string): string =>
      rect(x, y, s, s, 10, color) +
      rect(x, y + s * 0.78, s, s * 0.22, 10, mix(color, '#3a2413', 0.3), 'opacity=".45"') +
      line(`M${x + 16} ${y + 22}h${s - 40}M${x + 16} ${y + 44}h${s - 64}`, mix(color, '#3a2413', 0.3), 3, 'opacity=".35"');
    const arch = path('M300 520H500V650H450Q450 586 400 586T350 650H300z', w(c[1] ?? '#c73a3a'));
    const art =
      cube(130, 520, 130, w(c[0] ?? '#c73a3a')) +
      cube(540, 520, 130, w(c[2] ?? '#2f62b0')) +
      arch +
      cube(170, 390, 130, w('#e9bd3f')) +
      cube(500, 390, 130, w('#3f8a5b')) +
      rect(288, 458, 224, 62, 10, '#d9b384') +
      path('M400 236L510 392H290z', w('#c73a3a')) +
      circle(400, 424, 34, w('#2f62b0'));
    return { art: floor(b, 400, 652, 300, 24) + art, close: { x: 440, y: 440, zoom: 1.6, turn: -10 } };
  }
  const at = (i: number): string => c[i % c.length] ?? '#c73a3a';
  const wall =
    brick(144, 582, 4, at(0)) +
    brick(400, 582, 4, at(2)) +
    brick(208, 508, 3, at(1)) +
    brick(400, 508, 3, at(3)) +
    brick(272, 434, 2, at(4)) +
    brick(400, 434, 2, at(0)) +
    brick(336, 360, 2, at(1)) +
    brick(368, 286, 1, at(2));
  const loose = group(brick(0, 0, 2, at(3)), 'translate(118 420) rotate(-18)') + group(brick(0, 0, 1, at(4)), 'translate(600 400) rotate(24)');
  const flag = rect(396, 150, 8, 124, 4, '#8d9298') + path('M404 156L482 182L404 208z', at(0));
  return { art: floor(b, 400, 658, 300, 24) + loose + wall + flag, close: { x: 420, y: 420, zoom: 1.7, turn: -10 } };
};

const tyre = (x: number, y: number, r: number): string =>
  circle(x, y, r, '#26282e') +
  circle(x, y, r * 0.58, '#b9bcc0') +
  circle(x, y, r * 0.42, '#8d9298') +
  circle(x, y, r * 0.16, '#3a3d44') +
  circle(x, y, r * 0.8, 'none', 'stroke="#3e4149" stroke-width="5" stroke-dasharray="14 9"');

const toycar: Draw = (b) => {
  const shell = b.defs.linear('down', [0, b.ink.top], [0.5, b.ink.base], [1, b.ink.lo]);
  const glass = b.defs.linear('slant', [0, '#dcecf2'], [1, '#8fb0bd']);
  const light = (x: number, y: number): string => circle(x, y, 17, '#fff1c4') + circle(x, y, 17, 'none', 'stroke="#b9bcc0" stroke-width="5"');
  const bodies = [
    path('M96 520Q92 446 170 432L268 400Q330 330 430 330H484Q540 336 590 410L664 434Q716 448 712 530Q710 556 684 556H122Q98 554 96 520z', shell) +
      path('M300 404Q346 356 420 354V410z', glass) +
      path('M442 354H480Q518 360 552 412L442 410z', glass) +
      path('M100 500H710V516H100z', b.accent.base) +
      path('M106 410h70v-46h-16v30h-54z', b.ink.lo) +
      circle(430, 470, 34, '#fbf7ef') +
      b.mark(430, 470, 34, b.ink.base) +
      light(688, 470) +
      tyre(214, 560, 74) +
      tyre(590, 560, 74),
    rect(92, 300, 376, 220, 22, b.accent.base) +
      rect(92, 470, 376, 50, 12, b.accent.lo) +
      [160, 230, 300, 370].map((x) => rect(x, 318, 12, 150, 6, b.accent.lo)).join('') +
      path('M476 330H590Q626 332 646 372L684 440Q708 448 708 480V540H476z', shell) +
      path('M510 356H584Q604 358 618 384L640 432H510z', glass) +
      rect(84, 516, 632, 40, 14, '#3a3d44') +
      light(686, 490) +
      rect(500, 300, 70, 22, 10, '#2f62b0') +
      tyre(196, 570, 64) +
      tyre(340, 570, 64) +
      tyre(598, 570, 64),
    path('M110 470Q108 420 150 414L200 404L242 296Q252 272 284 272H520Q548 272 562 296L606 404L668 416Q706 424 706 470V536H110z', shell) +
      path('M232 400L270 314H386V400zM408 314H512L556 400H408z', glass) +
      rect(104, 500, 606, 40, 12, '#3a3d44') +
      rect(300, 250, 200, 14, 7, '#3a3d44') +
      [320, 380, 440].map((x) => circle(x + 20, 238, 15, '#fff1c4')).join('') +
      circle(112, 420, 58, '#26282e') +
      circle(112, 420, 26, '#8d9298') +
      light(682, 460) +
      rect(430, 436, 40, 10, 5, b.ink.deep) +
      tyre(232, 562, 90) +
      tyre(586, 562, 90),
  ];
  const ladder =
    line('M110 268H440M110 292H440', '#c3c8ce', 9) +
    [140, 190, 240, 290, 340, 390].map((x) => line(`M${x} 268V292`, '#c3c8ce', 7)).join('') +
    rect(130, 292, 24, 14, 3, '#3a3d44') +
    rect(380, 292, 24, 14, 3, '#3a3d44');
  bodies.push(
    rect(92, 304, 376, 216, 22, b.ink.base) +
      rect(92, 440, 376, 22, 0, '#f4f3ef') +
      [124, 232, 340].map((x) => rect(x, 334, 96, 84, 10, b.ink.lo) + [352, 370, 388].map((y) => line(`M${x + 12} ${y}h72`, b.ink.deep, 4)).join('')).join('') +
      ladder +
      (bodies[1] ?? '').slice((bodies[1] ?? '').indexOf('<path')),
  );
  const style = b.style % 4;
  return {
    art:
      floor(b, 400, style === 2 ? 652 : 634, 330, 26) + (bodies[style] ?? '') + gleam(style % 2 === 1 ? 'M500 344H580' : 'M290 372Q330 338 400 336', 8, 0.35),
    close: { x: 520, y: 460, zoom: 1.6, turn: -8 },
  };
};

const book: Draw = (b) => {
  const cover = path(box(214, 120, 388, 540, 14), b.defs.linear('slant', [0, b.ink.hi], [0.4, b.ink.base], [1, b.ink.lo]));
  const pages =
    path('M232 646H606Q622 648 622 664Q622 678 606 680H244Q214 678 214 650z', '#f3ead9') +
    [654, 662, 670].map((y) => line(`M240 ${y}H612`, '#cfc2aa', 2.5)).join('') +
    path('M214 640Q212 690 246 692H618V680H246Q228 678 228 660z', b.ink.deep);
  const [paper, tone] = [b.accent.base, mix(b.ink.base, b.accent.base, 0.5)];
  const scene = [
    circle(408, 330, 116, paper) +
      path('M292 560L360 420L400 490L450 380L524 560z', b.ink.deep, 'opacity=".55"') +
      path('M350 250l22 -40l22 40zM430 226l16 -30l16 30z', tone),
    circle(408, 360, 130, paper) +
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => group(rect(-5, -190, 10, 34, 5, paper), `translate(408 360) rotate(${i * 45})`)).join('') +
      circle(370, 346, 14, b.ink.deep) +
      circle(446, 346, 14, b.ink.deep) +
      line('M370 404Q408 436 446 404', b.ink.deep, 9),
    path('M408 210C470 260 486 340 470 440H346C330 340 346 260 408 210z', paper) +
      circle(408, 330, 36, b.ink.base) +
      path('M346 400L296 470L356 446zM470 400L520 470L460 446z', tone) +
      path('M378 444H438L408 520z', '#f0a35b') +
      [
        [290, 250],
        [540, 300],
        [270, 520],
        [520, 560],
      ]
        .map(([x = 0, y = 0]) => circle(x, y, 7, paper))
        .join(''),
    rect(270, 380, 270, 110, 24, paper) +
      rect(296, 404, 60, 46, 8, b.ink.base) +
      rect(374, 404, 60, 46, 8, b.ink.base) +
      rect(452, 404, 60, 46, 8, b.ink.base) +
      circle(320, 500, 26, b.ink.deep) +
      circle(490, 500, 26, b.ink.deep) +
      line('M240 530H576', tone, 9) +
      circle(500, 250, 46, tone),
    path('M300 520C300 380 360 300 420 290C500 284 540 340 520 400C560 410 560 470 520 490C530 530 500 540 470 530z', paper) +
      circle(440, 350, 11, b.ink.deep) +
      path('M320 430l-36 -16l20 40l-34 10l44 20z', tone) +
      line('M260 560Q400 530 560 560', tone, 10),
    path('M300 560V430L354 380V320L408 270L462 320V380L516 430V560z', paper) +
      [
        [342, 450],
        [408, 450],
        [474, 450],
        [408, 360],
      ]
        .map(([x = 0, y = 0]) => rect(x - 14, y, 28, 40, 6, b.ink.base))
        .join('') +
      rect(390, 510, 36, 50, 8, b.ink.deep) +
      circle(520, 230, 34, tone),
    path(
      'M262 470C250 380 300 330 372 336C420 340 440 300 436 250C438 214 470 200 506 212Q540 224 536 250L500 262Q486 290 490 340C494 400 470 450 420 470L424 540H396L386 482H330L318 540H290L294 470Q250 500 226 450Q240 476 262 470z',
      paper,
    ) +
      circle(490, 236, 8, b.ink.deep) +
      [
        [300, 336],
        [340, 320],
        [382, 318],
        [420, 296],
      ]
        .map(([x = 0, y = 0]) => path(`M${x - 16} ${y + 8}L${x} ${y - 24}L${x + 18} ${y + 4}z`, tone))
        .join('') +
      line('M250 560H566', tone, 9),
    path('M372 230H444V330L530 500Q540 540 500 544H316Q276 540 286 500L372 330z', paper) +
      path('M336 440H480L512 504Q516 524 496 526H320Q300 524 304 504z', tone) +
      rect(360, 216, 96, 22, 11, paper) +
      [
        [380, 480, 12],
        [430, 466, 9],
        [410, 506, 8],
        [420, 400, 10],
        [398, 372, 7],
      ]
        .map(([x = 0, y = 0, r = 0]) => circle(x, y, r, b.accent.top))
        .join(''),
    circle(408, 380, 140, paper) +
      circle(408, 380, 112, b.ink.base) +
      path('M408 280L438 380H378z', '#e0563f') +
      path('M408 480L378 380H438z', paper) +
      circle(408, 380, 13, b.ink.deep) +
      [0, 90, 180, 270].map((a) => group(rect(-4, -134, 8, 20, 4, b.ink.deep), `translate(408 380) rotate(${a})`)).join(''),
    rect(268, 380, 70, 180, 6, paper) +
      rect(348, 300, 90, 260, 6, tone) +
      rect(448, 350, 66, 210, 6, paper) +
      rect(522, 430, 50, 130, 6, tone) +
      [
        [284, 404],
        [308, 404],
        [284, 440],
        [308, 440],
        [366, 326],
        [400, 326],
        [366, 366],
        [400, 366],
        [366, 406],
        [464, 376],
        [488, 376],
        [464, 412],
      ]
        .map(([x = 0, y = 0]) => rect(x, y, 14, 18, 3, b.accent.top))
        .join('') +
      circle(520, 250, 40, paper),
  ][b.style % 10];
  const title = rect(268, 158, 220, 18, 9, paper, 'opacity=".9"') + rect(268, 188, 140, 12, 6, paper, 'opacity=".6"');
  const spine = rect(214, 120, 34, 540, 12, b.ink.lo, 'opacity=".75"') + line('M252 124V656', b.ink.deep, 3, 'opacity=".4"');
  const art = pages + cover + (scene ?? '') + title + spine + b.mark(560, 620, 20, paper) + gleam('M590 150V630', 4, 0.3);
  return { art: floor(b, 410, 690, 240, 22) + group(art, b.front ? 'rotate(0)' : 'rotate(-9 400 400)'), close: { x: 410, y: 390, zoom: 1.35, turn: -4 } };
};

const cylinder = (b: Brush): string => b.defs.linear('right', [0, b.ink.lo], [0.2, b.ink.top], [0.5, b.ink.base], [1, b.ink.lo]);
const label = (b: Brush, x: number, y: number, w: number, h: number): string =>
  rect(x, y, w, h, 12, '#fdfaf4', 'opacity=".94"') +
  b.mark(x + w / 2, y + h * 0.34, Math.min(w, h) * 0.3, b.ink.lo) +
  rect(x + w * 0.24, y + h * 0.62, w * 0.52, 8, 4, b.ink.base) +
  rect(x + w * 0.34, y + h * 0.76, w * 0.32, 6, 3, b.ink.hi);
const sprig = (b: Brush, x: number, y: number, turn: number): string =>
  group(
    line('M0 0C10 -50 6 -110 24 -160', '#7d9a70', 6) +
      [
        [-4, -40, -40],
        [16, -66, 40],
        [2, -98, -36],
        [22, -124, 36],
      ]
        .map(([lx = 0, ly = 0, a = 0]) =>
          oval(lx + Math.sign(a) * 18, ly, 24, 10, mix(b.ink.base, '#7d9a70', 0.7), `transform="rotate(${a > 0 ? -30 : 30} ${lx} ${ly})"`),
        )
        .join(''),
    `translate(${x} ${y}) rotate(${turn})`,
  );

const jar: Draw = (b) => {
  const lid = b.style === 1 ? '#f4efe6' : '#3a3331';
  const body = rect(220, 420, 360, 230, 46, cylinder(b)) + label(b, 292, 456, 216, 150);
  const open = !b.front;
  const top = open
    ? oval(400, 420, 176, 40, b.ink.top) +
      oval(400, 424, 158, 32, '#fdf8f0') +
      path('M300 424Q350 386 400 416T500 420Q470 446 400 448T300 424z', '#ffffff') +
      oval(590, 646, 142, 42, mix(lid, '#000000', 0.35)) +
      rect(448, 620, 284, 26, 0, mix(lid, '#000000', 0.2)) +
      oval(590, 620, 142, 42, mix(lid, '#ffffff', 0.14)) +
      oval(590, 622, 120, 32, mix(lid, '#000000', 0.16))
    : rect(206, 318, 388, 110, 26, b.defs.linear('right', [0, mix(lid, '#000000', 0.25)], [0.3, mix(lid, '#ffffff', 0.25)], [1, mix(lid, '#000000', 0.25)])) +
      rect(206, 410, 388, 18, 8, mix(lid, '#000000', 0.3), 'opacity=".6"');
  return { art: floor(b, 400, 652, 230, 26) + (open ? '' : sprig(b, 610, 640, 24)) + body + top + gleam('M250 470V600', 14, 0.4) };
};

const tubePack: Draw = (b) => {
  const cap = b.style === 1 ? '#f4efe6' : '#3a3331';
  const art =
    path('M282 120H518Q526 122 524 134L496 570H304L276 134Q274 122 282 120z', cylinder(b)) +
    rect(276, 112, 248, 32, 6, b.ink.hi) +
    [292, 316, 340, 364, 388, 412, 436, 460, 484, 508].map((x) => line(`M${x} 116v24`, b.ink.lo, 3, 'opacity=".6"')).join('') +
    path(
      'M300 566H500L490 680Q488 690 478 690H322Q312 690 310 680z',
      b.defs.linear('right', [0, mix(cap, '#000000', 0.2)], [0.3, mix(cap, '#ffffff', 0.3)], [1, mix(cap, '#000000', 0.25)]),
    ) +
    label(b, 316, 240, 168, 210) +
    gleam('M306 170L322 530', 12, 0.4);
  return {
    art: floor(b, 400, 692, 130, 16) + sprig(b, 560, 690, 16) + group(art, b.front ? 'rotate(0)' : 'rotate(-14 400 400)'),
    close: { x: 410, y: 400, zoom: 1.25, turn: 0 },
  };
};

const shampoo: Draw = (b) => {
  const pump = b.style === 1;
  const d = 'M276 330Q278 270 340 268H460Q522 270 524 330V640Q524 690 474 692H326Q276 690 276 640z';
  const top = pump
    ? rect(384, 190, 32, 84, 8, '#8d9298') +
      path('M360 150H500Q520 152 520 172V184H470Q462 200 440 200H372Q352 198 352 176Q352 152 360 150z', b.ink.deep) +
      rect(358, 232, 84, 42, 8, b.ink.deep)
    : rect(340, 180, 120, 94, 20, b.ink.deep) + rect(340, 250, 120, 24, 6, b.ink.lo);
  const bubbles = [
    [606, 640, 34],
    [650, 590, 20],
    [604, 570, 14],
    [196, 650, 24],
    [170, 606, 13],
  ]
    .map(([x = 0, y = 0, r = 0]) => circle(x, y, r, '#ffffff', 'opacity=".55"') + circle(x - r * 0.3, y - r * 0.3, r * 0.22, '#ffffff'))
    .join('');
  return {
    art: floor(b, 400, 694, 160, 18) + bubbles + top + path(d, cylinder(b)) + label(b, 308, 360, 184, 230) + gleam('M300 340V620', 13, 0.4),
    close: { x: 410, y: 330, zoom: 1.6, turn: 8 },
  };
};

const perfume: Draw = (b) => {
  const shape = b.style % 3;
  const d =
    [
      box(250, 320, 300, 350, 34),
      'M400 300C520 300 580 400 580 490T500 670H300Q220 590 220 490T280 300z',
      'M300 320H500L560 400V630Q560 670 520 672H280Q240 670 240 630V400z',
    ][shape] ?? box(250, 320, 300, 350, 34);
  const glass = b.defs.linear('slant', [0, '#ffffff', 0.95], [0.4, mix(b.ink.hi, '#ffffff', 0.5), 0.9], [1, b.ink.base, 0.95]);
  const juice = b.defs.inside(
    path(d, '#000'),
    rect(200, 420, 400, 260, 0, b.defs.linear('down', [0, b.ink.hi], [1, b.ink.base]), 'opacity=".85"') +
      path('M200 420Q300 408 400 420T600 420V432Q500 444 400 432T200 432z', b.ink.top),
  );
  const cap =
    shape === 1
      ? circle(400, 216, 66, b.defs.radial(0.35, 0.3, 0.8, [0, '#f3dfae'], [0.6, '#c79f57'], [1, '#8a6a2f']))
      : rect(344, 150, 112, 130, 16, b.defs.linear('right', [0, '#a9823f'], [0.3, '#f0d99c'], [1, '#94702f']));
  return {
    art:
      floor(b, 400, 674, 190, 22) +
      rect(372, 272, 56, 40, 6, '#b9bcc0') +
      cap +
      path(d, glass) +
      juice +
      path(d, 'none', 'stroke="#ffffff" stroke-width="10" opacity=".5"') +
      rect(326, 470, 148, 104, 10, '#fdfaf4', 'opacity=".92"') +
      b.mark(400, 512, 40, b.ink.deep) +
      rect(358, 546, 84, 7, 3, b.ink.base) +
      gleam('M284 380V600', 12, 0.6),
    close: { x: 410, y: 320, zoom: 1.6, turn: -10 },
  };
};

export const small = { plush, blocks, toycar, book, jar, tube: tubePack, shampoo, perfume } satisfies Record<string, Draw>;
