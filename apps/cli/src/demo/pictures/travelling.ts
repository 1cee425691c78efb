import { type Brush, circle, type Draw, floor, gleam, group, type Ink, line, oval, path, rect } from './paint.ts';

const tube = (b: Brush, ink: Ink, soft = false): string =>
  b.defs.linear('right', [0, ink.lo, soft ? 0.8 : 1], [0.2, ink.top, soft ? 0.7 : 1], [0.5, ink.base, soft ? 0.6 : 1], [1, ink.lo, soft ? 0.85 : 1]);

function bottleArt(b: Brush, ink: Ink): string {
  const metal = b.style === 1;
  const d = 'M340 214H460Q466 250 492 270Q514 290 514 330V650Q514 690 474 692H326Q286 690 286 650V330Q286 290 308 270Q334 250 340 214z';
  const water = metal ? '' : path('M292 400Q346 386 400 400T508 400V650Q508 684 474 686H326Q292 684 292 650z', '#8ec3d6', 'opacity=".55"');
  const scale = metal ? '' : [450, 500, 550, 600].map((y) => line(`M468 ${y}h24`, '#ffffff', 4, 'opacity=".8"')).join('');
  const cap =
    rect(334, 132, 132, 84, 16, '#2e3037') +
    [350, 372, 394, 416, 438].map((x) => line(`M${x} 146V202`, '#4a4d55', 5)).join('') +
    line('M360 134C360 86 440 86 440 134', b.accent.base, 13);
  return (
    path(d, tube(b, ink, !metal)) + water + scale + cap + b.mark(390, 520, 60, metal ? ink.lo : '#ffffff') + gleam('M318 330V640', 16, metal ? 0.25 : 0.55)
  );
}

const bottle: Draw = (b) => {
  const second = b.others[0];
  if (!b.front && second !== undefined)
    return {
      art:
        floor(b, 410, 676, 230, 24) + group(bottleArt(b, second), 'translate(170 40) scale(.92)') + group(bottleArt(b, b.ink), 'translate(-96 40) scale(.92)'),
    };
  return { art: floor(b, 400, 690, 140, 18) + bottleArt(b, b.ink), close: { x: 410, y: 260, zoom: 1.7, turn: 10 } };
};

function thermosArt(b: Brush, ink: Ink): string {
  const steel: Ink = { top: '#f6f6f4', hi: '#dfe0e0', base: '#b9bcc0', lo: '#8a8e94', deep: '#62666c' };
  return (
    path('M300 300H500L508 330V664Q506 696 474 698H326Q294 696 292 664V330z', tube(b, ink)) +
    rect(296, 262, 208, 42, 8, tube(b, steel)) +
    path('M312 150Q314 122 342 120H458Q486 122 488 150V264H312z', tube(b, ink)) +
    line('M312 240H488', ink.lo, 5) +
    rect(292, 650, 216, 18, 4, tube(b, steel)) +
    line('M506 380C580 380 584 520 506 524', '#2e3037', 22) +
    b.mark(400, 470, 64, ink.top) +
    gleam('M324 330V630', 14, 0.28)
  );
}

const thermos: Draw = (b) => {
  const second = b.others[0];
  if (!b.front && second !== undefined)
    return {
      art:
        floor(b, 410, 680, 230, 24) + group(thermosArt(b, second), 'translate(170 40) scale(.9)') + group(thermosArt(b, b.ink), 'translate(-90 40) scale(.9)'),
    };
  return { art: floor(b, 400, 694, 140, 18) + thermosArt(b, b.ink), close: { x: 420, y: 260, zoom: 1.7, turn: -10 } };
};

const backpack: Draw = (b) => {
  const school = b.style === 1;
  const shell = b.defs.linear('slant', [0, b.ink.top], [0.4, b.ink.base], [1, b.ink.lo]);
  const straps = line('M262 300C180 360 180 560 246 650', b.ink.deep, 36) + line('M538 300C620 360 620 560 554 650', b.ink.deep, 36);
  const handle = line('M348 160C350 96 450 96 452 160', b.ink.deep, 22) + line('M348 160C350 96 450 96 452 160', b.ink.base, 11);
  const body = path('M252 320Q250 150 400 148T548 320L562 640Q562 690 510 692H290Q238 690 238 640z', shell);
  const top =
    line('M262 356Q400 316 538 356', b.ink.deep, 7) +
    line('M262 356Q400 316 538 356', '#c9ccd0', 2.5, 'stroke-dasharray="6 5"') +
    rect(520, 350, 12, 36, 5, b.accent.base);
  const pocket =
    path('M274 470Q274 436 310 434H490Q526 436 526 470L534 632Q534 662 504 664H296Q266 662 266 632z', b.ink.base, `stroke="${b.ink.lo}" stroke-width="6"`) +
    line('M280 486H520', b.ink.deep, 7) +
    line('M280 486H520', '#c9ccd0', 2.5, 'stroke-dasharray="6 5"') +
    rect(306, 488, 12, 36, 5, b.accent.base);
  const badge = school
    ? circle(400, 250, 50, b.accent.base) + path('M400 216l11 23l25 3l-18 17l5 25l-23 -12l-23 12l5 -25l-18 -17l25 -3z', '#fff6dc')
    : rect(362, 232, 76, 44, 10, b.ink.lo) + b.mark(400, 254, 24, b.ink.top);
  return {
    art:
      floor(b, 400, 694, 210, 24) +
      straps +
      handle +
      body +
      top +
      pocket +
      badge +
      (school ? b.mark(400, 580, 46, b.accent.hi) : '') +
      gleam('M278 320Q286 214 350 186', 10, 0.25),
    close: { x: 400, y: 480, zoom: 1.7, turn: -8 },
  };
};

const hikingpack: Draw = (b) => {
  const shell = b.defs.linear('right', [0, b.ink.lo], [0.3, b.ink.hi], [0.6, b.ink.base], [1, b.ink.lo]);
  const roll = rect(226, 654, 348, 66, 33, b.accent.lo) + oval(240, 687, 14, 32, b.accent.hi) + line('M320 650V724M480 650V724', '#2e3037', 12);
  const sides = path('M236 360Q196 380 200 470V590Q204 626 244 630zM564 360Q604 380 600 470V590Q596 626 556 630z', b.ink.lo);
  const body = path('M244 260H556L570 620Q570 664 524 666H276Q230 664 230 620z', shell);
  const lid =
    path('M232 250Q236 128 400 124T568 250Q572 294 540 296H260Q228 294 232 250z', b.defs.linear('down', [0, b.ink.top], [1, b.ink.base])) +
    line('M262 214Q400 178 538 214', b.ink.lo, 6);
  const belts = line('M310 290V430M490 290V430', '#2e3037', 16) + rect(296, 400, 28, 36, 6, '#8d9298') + rect(476, 400, 28, 36, 6, '#8d9298');
  const pocket =
    path('M278 470Q400 450 522 470L526 622Q526 640 508 642H292Q274 640 274 622z', b.ink.base, `stroke="${b.ink.lo}" stroke-width="6"`) +
    line('M286 492Q400 474 514 492', b.accent.base, 9);
  return {
    art: floor(b, 400, 718, 220, 22) + roll + sides + body + pocket + lid + belts + b.mark(400, 240, 34, b.ink.lo) + gleam('M262 250Q268 176 330 152', 10, 0.3),
    close: { x: 400, y: 340, zoom: 1.6, turn: 8 },
  };
};

function caseArt(b: Brush, ink: Ink): string {
  const soft = b.style === 1;
  const shell = b.defs.linear('slant', [0, ink.top], [0.35, ink.base], [1, ink.lo]);
  const bars = line('M346 220V96H454V220', '#8d9298', 11) + rect(336, 84, 128, 26, 12, '#2e3037');
  const ribs = soft
    ? rect(262, 320, 276, 200, 18, ink.base, `stroke="${ink.lo}" stroke-width="6"`) +
      line('M270 350H530', ink.deep, 6) +
      rect(500, 352, 11, 32, 5, b.accent.base)
    : [258, 302, 346, 390, 434, 478, 522]
        .map((x) => rect(x, 234, 18, 404, 9, ink.lo, 'opacity=".5"') + rect(x + 1, 234, 6, 404, 3, ink.top, 'opacity=".35"'))
        .join('');
  const wheels = [270, 500].map((x) => rect(x, 666, 40, 26, 8, '#2e3037') + circle(x + 20, 696, 16, '#1f2126') + circle(x + 20, 696, 6, '#8d9298')).join('');
  const side = rect(362, 212, 76, 22, 11, '#2e3037') + rect(208, 400, 20, 90, 9, '#2e3037');
  return (
    bars +
    wheels +
    rect(218, 210, 364, 462, 46, shell) +
    ribs +
    side +
    rect(362, 404, 76, 46, 12, ink.deep, 'opacity=".75"') +
    b.mark(400, 427, 26, ink.top) +
    gleam('M240 280V600', 9, 0.25)
  );
}

const suitcase: Draw = (b) => {
  const second = b.others[0];
  if (!b.front && second !== undefined)
    return {
      art: floor(b, 420, 690, 280, 26) + group(caseArt(b, second), 'translate(236 80) scale(.86)') + group(caseArt(b, b.ink), 'translate(-80 170) scale(.72)'),
    };
  return { art: floor(b, 400, 706, 210, 22) + caseArt(b, b.ink), close: { x: 400, y: 300, zoom: 1.6, turn: -8 } };
};

export const travelling = { bottle, thermos, backpack, hikingpack, suitcase } satisfies Record<string, Draw>;
